package dev.moru.provisioning.server.messaging;

import dev.moru.contracts.turn.Participant;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.work.WorkQueue;
import dev.moru.durable.work.WorkRequest;
import dev.moru.provisioning.bulk.messaging.Bulks;
import dev.moru.provisioning.configuration.Catalogue;
import dev.moru.provisioning.operation.persistence.Reports;
import dev.moru.provisioning.server.Decision;
import dev.moru.provisioning.server.EffectNews;
import dev.moru.provisioning.server.ServerMessage;
import dev.moru.provisioning.server.ServerProcess;
import dev.moru.provisioning.server.ServerState;
import dev.moru.provisioning.server.Surroundings;
import dev.moru.provisioning.server.persistence.ReservationTable;
import dev.moru.provisioning.server.persistence.ServerTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/**
 * Carries decisions out: what was decided in memory, in the order of the messages, is stored, sent and enqueued in the
 * running transaction, with few statements however many servers it is about.
 */
public final class Servers {

    private final ServerTable table;
    private final ReservationTable reservations;
    private final Catalogue catalogue;
    private final EffectOrders orders;
    private final Reports reports;
    private final WorkQueue queue;
    private final Bulks bulks;
    private final ServerMeters meters;
    private final Set<Participant> participants;
    private final PartCommands commands;

    /** @param participants that are in the installation */
    public Servers(
            ServerTable table,
            ReservationTable reservations,
            Catalogue catalogue,
            EffectOrders orders,
            Reports reports,
            WorkQueue queue,
            Bulks bulks,
            ServerMeters meters,
            Set<Participant> participants) {
        this.table = table;
        this.reservations = reservations;
        this.catalogue = catalogue;
        this.orders = orders;
        this.reports = reports;
        this.queue = queue;
        this.bulks = bulks;
        this.meters = meters;
        this.participants = Set.copyOf(participants);
        this.commands = new PartCommands(catalogue);
    }

    /**
     * A message to a server.
     *
     * @param message made when the server is locked, for it may depend on what is drawn then
     * @param context what the events that follow are caused by
     */
    public record Addressed(UUID server, Function<ServerState, ServerMessage> message, MessageContext context) {

        public static Addressed to(UUID server, ServerMessage message) {
            return new Addressed(server, state -> message, MessageContext.NONE);
        }

        public static Addressed when(UUID server, Function<ServerState, ServerMessage> message) {
            return new Addressed(server, message, MessageContext.NONE);
        }

        public static Addressed to(UUID server, ServerMessage message, MessageContext context) {
            return new Addressed(server, state -> message, context);
        }
    }

    public void handle(Addressed message) {
        handle(List.of(message));
    }

    /** Takes part in the running transaction. */
    public void handle(List<Addressed> messages) {
        if (messages.isEmpty()) {
            return;
        }
        var ids = new TreeSet<UUID>();
        messages.forEach(message -> ids.add(message.server()));
        var locked = table.lock(ids);
        var round = new Round(locked);
        messages.forEach(round::decide);
        round.store();
    }

    /** What is decided in one transaction. */
    private final class Round {

        private final ServerTable.Locked locked;
        private final Map<UUID, ServerState> moved = new LinkedHashMap<>();
        private final List<OutboundMessage> messages = new ArrayList<>();
        private final List<WorkRequest> work = new ArrayList<>();
        private final List<Bulks.ChildEnded> endedChildren = new ArrayList<>();

        Round(ServerTable.Locked locked) {
            this.locked = locked;
        }

        void decide(Addressed addressed) {
            var before = moved.getOrDefault(addressed.server(), locked.stateOf(addressed.server()));
            decide(before, addressed.message().apply(before), addressed.context());
        }

        private void decide(ServerState before, ServerMessage message, MessageContext context) {
            var decision = ServerProcess.decide(
                    before, message, new Surroundings(locked.now(), participants, catalogue::missing));
            // A look at the time is stored even when it moved nothing, because it moves the time of the next one.
            boolean looked = message instanceof ServerMessage.TimePassed && before.server() != null;
            if (!looked && decision.changesNothingOf(before)) {
                return;
            }
            moved.put(decision.next().id(), decision.next());
            collect(decision, context);
            if (decision.stopWork()) {
                stopWork(decision.next(), context);
            }
        }

        /** What nobody has begun is taken back at once; else its holder is asked, and answers when it has stopped. */
        private void stopWork(ServerState state, MessageContext context) {
            var server = state.id();
            boolean unsaved = work.removeIf(request -> request.aggregate().equals(server));
            if (unsaved || queue.withdraw(EffectOrders.KIND, server) > 0) {
                var turn = state.turnAtWork().orElseThrow().number();
                decide(state, new ServerMessage.EffectNotBegun(turn, EffectNews.NONE), context);
            } else {
                queue.requestCancel(server);
                queue.makeDue(server);
            }
        }

        private void collect(Decision decision, MessageContext context) {
            var state = decision.next();
            for (var event : decision.events()) {
                messages.add(ServerEvents.outbound(state, event, context));
                Bulks.ChildEnded.of(event).ifPresent(endedChildren::add);
                meters.count(event);
            }
            for (var order : decision.orders()) {
                messages.add(commands.outbound(state, order, context));
            }
            if (decision.strayAnswer()) {
                meters.countStrayAnswer();
            }
            for (var wanted : decision.work()) {
                work.add(orders.request(state, wanted));
            }
            if (decision.freed()) {
                reservations.free(state.id());
            } else if (decision.cleanupLeft()) {
                reservations.leaveForCleanup(state.id());
            }
        }

        void store() {
            if (moved.isEmpty()) {
                return;
            }
            table.save(List.copyOf(moved.values()));
            reports.send(messages);
            queue.enqueue(work);
            bulks.childrenEnded(endedChildren, locked.now());
        }
    }
}
