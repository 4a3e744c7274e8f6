package dev.moru.provisioning.server.work;

import dev.moru.durable.FailPoint;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.MessageContext;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.LeaseLost;
import dev.moru.durable.work.WorkHandler;
import dev.moru.durable.work.WorkItem;
import dev.moru.durable.work.WorkOutcome;
import dev.moru.provisioning.configuration.Catalogue;
import dev.moru.provisioning.operation.Problems;
import dev.moru.provisioning.placement.NodeChoice;
import dev.moru.provisioning.placement.NodeChooser;
import dev.moru.provisioning.server.Checkpoint;
import dev.moru.provisioning.server.EffectNews;
import dev.moru.provisioning.server.EffectResult;
import dev.moru.provisioning.server.EffectStopped;
import dev.moru.provisioning.server.ServerMessage;
import dev.moru.provisioning.server.ServerState;
import dev.moru.provisioning.server.StopReason;
import dev.moru.provisioning.server.TurnRequest;
import dev.moru.provisioning.server.TurnStage;
import dev.moru.provisioning.server.TurnWork;
import dev.moru.provisioning.server.messaging.EffectOrder;
import dev.moru.provisioning.server.messaging.EffectOrders;
import dev.moru.provisioning.server.messaging.Servers;
import dev.moru.provisioning.server.persistence.ReservationTable;
import dev.moru.provisioning.server.persistence.ServerTable;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.Site;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Performs the effects of turns, and applies what came of them in the transaction that closes the item. */
public final class TurnHandler implements WorkHandler {

    private static final Logger log = LoggerFactory.getLogger(TurnHandler.class);

    /** Something passing is tried this often; a site that is away is tried until the deadline. */
    private static final int TRIES = 10;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final MessageCodec codec;
    private final Servers servers;
    private final ServerTable table;
    private final ReservationTable reservations;
    private final Catalogue catalogue;
    private final Drivers drivers;
    private final Requests requests;
    private final Clock clock;
    private final MadeBefore madeBefore;
    // One object, by which the queue knows what can be applied together.
    private final Consumer<List<Servers.Addressed>> reports;

    public TurnHandler(
            MessageCodec codec,
            Servers servers,
            ServerTable table,
            ReservationTable reservations,
            Catalogue catalogue,
            Drivers drivers,
            Requests requests,
            Clock clock,
            MadeBefore madeBefore) {
        this.codec = codec;
        this.servers = servers;
        this.table = table;
        this.reservations = reservations;
        this.catalogue = catalogue;
        this.drivers = drivers;
        this.requests = requests;
        this.clock = clock;
        this.madeBefore = madeBefore;
        this.reports = servers::handle;
    }

    @Override
    public String kind() {
        return EffectOrders.KIND;
    }

    @Override
    public WorkOutcome perform(WorkItem item, Lease lease) {
        var order = codec.read(item.payload(), EffectOrder.class);
        var checkpoint = item.lastCheckpoint()
                .map(text -> codec.read(text, Checkpoint.class))
                .orElse(null);
        var context = MessageContext.NONE.withOperation(order.operation()).withTraceparent(item.traceparent());
        var execution = new LeasedExecution(
                item,
                lease,
                clock,
                checkpoint,
                news -> servers.handle(Servers.Addressed.to(
                        order.server(), new ServerMessage.StepsMoved(order.turn(), news), context)));
        try (var ignored = MDC.putCloseable("operation", order.operation().toString())) {
            return new Attempt(item, order, context, execution).run();
        }
    }

    /** One attempt at one item. */
    private final class Attempt {

        private final WorkItem item;
        private final EffectOrder order;
        private final MessageContext context;
        private final LeasedExecution execution;

        Attempt(WorkItem item, EffectOrder order, MessageContext context, LeasedExecution execution) {
            this.item = item;
            this.order = order;
            this.context = context;
            this.execution = execution;
        }

        WorkOutcome run() {
            try {
                var outcome = perform(site());
                FailPoint.reach("turn.after-effect");
                return outcome;
            } catch (EffectStopped stopped) {
                return stopped();
            } catch (HypervisorFailure failure) {
                return onFailure(failure);
            } catch (LeaseLost | FailPoint.FailPointReached e) {
                throw e;
            } catch (RuntimeException e) {
                log.error("The effect of turn {} failed unexpectedly", order.turn(), e);
                return onFailure(HypervisorFailure.passing(
                        "internal-error", "Something unexpected happened", String.valueOf(e.getMessage()), e));
            }
        }

        private WorkOutcome stopped() {
            return done(
                    hasBegun()
                            ? new ServerMessage.EffectStoppedEarly(
                                    order.turn(), execution.lastCheckpoint().orElse(null), execution.takeNews())
                            : new ServerMessage.EffectNotBegun(order.turn(), execution.takeNews()));
        }

        /** Whether something may have been written to the site. */
        private boolean hasBegun() {
            return execution.lastCheckpoint().isPresent();
        }

        private Site site() {
            return catalogue
                    .site(order.site())
                    .orElseThrow(
                            () -> HypervisorFailure.unreachable("site " + order.site() + " is not configured", null));
        }

        private WorkOutcome perform(Site site) {
            return switch (order.phase()) {
                case RESERVE -> reserve(site);
                case PERFORM -> effect(site);
                case COMPENSATE -> {
                    drivers.hypervisor(order.driver()).delete(requests.undo(order, site), execution);
                    yield done(new ServerMessage.RolledBack(order.turn()));
                }
            };
        }

        // -------------------------------------------------------------- reserve

        private WorkOutcome reserve(Site site) {
            if (execution.stopRequested()) {
                throw new EffectStopped("nothing was reserved");
            }
            var reserve = new Reserve(reservations, order, site);
            if (order.request() instanceof TurnRequest.Adopt adopt) {
                return reserving(() -> reserve.forAdoption(adopt));
            }
            var inspector = drivers.inspector(site.spec().driver());
            var capacity = inspector.capacity(site, execution);
            var spec = order.spec();
            var spread = table.spreadOf(site.name(), spec.placement().spread());
            var chooser = new NodeChooser(spec, catalogue.offer(site.id()), capacity, spread);
            var choice = order.request()
                    .restoration()
                    .map(from -> chooser.chooseFor(from.located()))
                    .orElseGet(chooser::choose);
            if (choice instanceof NodeChoice.Rejected rejected) {
                throw HypervisorFailure.permanent("no-node-fits", "No node fits", rejected.detail(), rejected.hint());
            }
            var networks = catalogue.networks(site.id());
            var chosen = (NodeChoice.Chosen) choice;
            var made = madeBefore.restore(order, () -> inspector.observe(site, Set.of(), execution));
            FailPoint.reach("turn.before-intent");
            return reserving(() -> made.map(guest -> reserve.forGuest(guest, chosen, networks))
                    .orElseGet(() -> reserve.forCreation(chosen, networks, capacity.takenVmIds())));
        }

        /** Draws only while the turn still wants it, which is known when the server is locked. */
        private WorkOutcome reserving(Supplier<ServerMessage> draw) {
            return applied(state -> state.turn(order.turn())
                            .filter(turn -> turn.stage() == TurnStage.RESERVING)
                            .isPresent()
                    ? draw.get()
                    : new ServerMessage.EffectStoppedEarly(order.turn(), null, EffectNews.NONE));
        }

        // -------------------------------------------------------------- the effect itself

        private WorkOutcome effect(Site site) {
            var hypervisor = drivers.hypervisor(order.driver());
            FailPoint.reach("turn.before-effect");
            var request = order.request();
            if (request instanceof TurnRequest.Create) {
                return succeeded(EffectResult.of(hypervisor.create(requests.create(order, site), execution)));
            }
            if (request instanceof TurnRequest.Verify) {
                return succeeded(EffectResult.of(hypervisor.tryOut(requests.create(order, site), execution)));
            }
            if (request instanceof TurnRequest.Restore restore) {
                return succeeded(
                        EffectResult.of(hypervisor.restore(requests.restore(order, site, restore), execution)));
            }
            if (request instanceof TurnRequest.Power power) {
                return succeeded(EffectResult.of(hypervisor.power(requests.power(order, site, power), execution)));
            }
            if (request instanceof TurnRequest.Update update) {
                return succeeded(EffectResult.of(hypervisor.update(requests.update(order, site, update), execution)));
            }
            if (request instanceof TurnRequest.Adopt) {
                return succeeded(EffectResult.of(hypervisor.adopt(requests.adopt(order, site), execution)));
            }
            hypervisor.delete(requests.delete(order, site), execution);
            return succeeded(EffectResult.GONE);
        }

        private WorkOutcome succeeded(EffectResult result) {
            return done(new ServerMessage.EffectSucceeded(order.turn(), result, execution.takeNews()));
        }

        // -------------------------------------------------------------- what goes wrong

        private WorkOutcome onFailure(HypervisorFailure failure) {
            boolean away = failure.kind() == HypervisorFailure.Kind.SITE_UNREACHABLE;
            if (away && execution.stopRequested() && order.phase() != TurnWork.Phase.COMPENSATE) {
                if (!hasBegun()) {
                    return stopped();
                }
                if (mayBeLeft()) {
                    return done(new ServerMessage.EffectUnanswered(order.turn(), failure.detail()));
                }
            }
            boolean passing = failure.kind() == HypervisorFailure.Kind.TRANSIENT && item.attempt() < TRIES;
            return away || passing ? again(failure, away) : failed(failure);
        }

        /** At its deadline an effect that nobody is in the middle of is left; before, it has to be stopped for real. */
        private boolean mayBeLeft() {
            return table.find(order.server())
                    .flatMap(state -> state.turn(order.turn()))
                    .filter(turn -> turn.stop() == StopReason.DEADLINE || turn.stage() == TurnStage.ABANDONED)
                    .isPresent();
        }

        private WorkOutcome failed(HypervisorFailure failure) {
            if (order.phase() == TurnWork.Phase.COMPENSATE) {
                return done(new ServerMessage.RollBackFailed(
                        order.turn(), failure.detail() + (failure.hint() == null ? "" : ": " + failure.hint())));
            }
            var problem = Problems.of(failure, runningStep());
            return done(new ServerMessage.EffectFailed(
                    order.turn(), problem, execution.lastCheckpoint().orElse(null), execution.takeNews()));
        }

        private String runningStep() {
            return order.phase() == TurnWork.Phase.RESERVE
                    ? "reserve"
                    : execution.currentStep().orElse(order.request().steps().get(0));
        }

        private WorkOutcome again(HypervisorFailure failure, boolean away) {
            var pause = pauseAfter(item.attempt());
            var waitingFor = away
                    ? "site %s to answer, next try in %d s".formatted(order.site(), pause.toSeconds())
                    : "its next try in %d s".formatted(pause.toSeconds());
            var message = new ServerMessage.EffectObstructed(
                    order.turn(), failure.detail(), waitingFor, execution.takeNews());
            return WorkOutcome.again(
                    pause, () -> servers.handle(Servers.Addressed.to(order.server(), message, context)));
        }

        private Duration pauseAfter(int attempt) {
            var pause = Duration.ofSeconds(1L << Math.min(attempt - 1, 10));
            return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }

        private WorkOutcome done(ServerMessage message) {
            return applied(state -> message);
        }

        private WorkOutcome applied(Function<ServerState, ServerMessage> message) {
            return WorkOutcome.reported(reports, new Servers.Addressed(order.server(), message, context));
        }
    }
}
