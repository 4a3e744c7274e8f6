package dev.moru.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationProgressed;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.contracts.turn.Participant;
import dev.moru.contracts.turn.TurnOutcome;
import dev.moru.contracts.turn.TurnSkipped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in whatever order, some things always hold. */
class ServerProcessWalkTest {

    private static final int STEPS = 120;
    private static final UUID POLICY = UUID.fromString("0192f0a0-0000-7000-8000-00000000000e");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void holdsItsInvariantsOnRandomWalks(int block) {
        for (int seed = block * 1000; seed < block * 1000 + 100; seed++) {
            new RandomWalk(seed).go();
        }
    }

    @Test
    void visitsEveryTransitionOfItsTable() {
        var visited = new LinkedHashSet<>(deletionOfWhatIsRolledBackMeanwhile());
        for (int seed = 0; seed < 2000; seed++) {
            visited.addAll(new RandomWalk(seed).go());
        }
        assertThat(visited).containsExactlyInAnyOrderElementsOf(allMoves());
    }

    /** The dice find it too rarely: it lacks configuration, and when that is there nothing is left to delete. */
    private static Set<TurnMove> deletionOfWhatIsRolledBackMeanwhile() {
        var walk = ServerWalk.configuring(OnFailure.ROLLBACK);
        walk.networkIsApplied = false;
        walk.ask(ServerWalk.delete(), List.of(ServerWalk.NETWORK), null, true);
        walk.answered(TurnOutcome.FAILED);
        walk.tell(new ServerMessage.RolledBack(walk.turn()));
        return walk.moves;
    }

    private static List<TurnMove> allMoves() {
        return Stream.of(TurnStage.values())
                .flatMap(from -> TurnTable.of(from).entrySet().stream()
                        .map(move -> new TurnMove(from, move.getKey(), move.getValue())))
                .toList();
    }

    /** One walk: commands, answers, cancels, time and repetitions as the dice fall. */
    private static final class RandomWalk {

        private final int seed;
        private final Random dice;
        private final ServerWalk walk = new ServerWalk();
        private final List<TurnWork> open = new ArrayList<>();
        private final List<ServerMessage> said = new ArrayList<>();
        private final List<PartOrder> handed = new ArrayList<>();
        private final List<UUID> held = new ArrayList<>();
        private boolean guestMayExist;

        RandomWalk(int seed) {
            this.seed = seed;
            this.dice = new Random(seed);
        }

        Set<TurnMove> go() {
            walk.networkIsApplied = dice.nextInt(4) > 0;
            walk.participants = Stream.of(Participant.values())
                    .filter(each -> dice.nextInt(3) > 0)
                    .collect(Collectors.toSet());
            ask(maker());
            follow();
            for (int i = 0; i < STEPS; i++) {
                step();
                follow();
            }
            drain();
            assertEveryOperationEndedOnce();
            return walk.moves;
        }

        private void step() {
            switch (dice.nextInt(20)) {
                case 0, 1 -> ask();
                case 2 -> cancelSomething();
                case 3 -> walk.pass(Duration.ofSeconds(dice.nextInt(90)));
                case 4 -> walk.networkIsApplied = dice.nextInt(4) > 0;
                case 5 -> say(new ServerMessage.ConfigurationMoved());
                case 6 -> release();
                case 7 -> repeat();
                case 8 -> walk.pass(Duration.ofMinutes(dice.nextInt(40)));
                case 9 -> walk.pass(Turn.GRACE);
                case 10, 11 -> cleanUp();
                case 12 -> want();
                case 13, 14, 15 -> participantAnswers();
                default -> answer();
            }
        }

        private void ask() {
            if (walk.state.turns().size() <= 5) {
                ask(request());
            }
        }

        private void ask(TurnRequest request) {
            var requires = dice.nextInt(3) == 0 ? List.of(ServerWalk.NETWORK) : List.<ConfigurationRef>of();
            boolean child = dice.nextInt(4) == 0;
            var operation = walk.ask(request, requires, child ? ServerWalk.BULK : null, !child);
            if (child) {
                held.add(operation);
            }
        }

        private TurnRequest maker() {
            return switch (dice.nextInt(6)) {
                case 0 -> ServerWalk.verify();
                case 1 -> ServerWalk.restoreToNew(some(OnFailure.values()));
                default -> ServerWalk.create(some(OnFailure.values()), some(OnFailure.values()));
            };
        }

        private TurnRequest request() {
            return switch (dice.nextInt(11)) {
                case 0 -> ServerWalk.delete();
                case 1, 2 -> ServerWalk.moreCores();
                case 3, 4 -> ServerWalk.create(some(OnFailure.values()), some(OnFailure.values()));
                case 5, 6 -> new TurnRequest.Configure(dice.nextBoolean());
                case 8 -> ServerWalk.restore();
                case 7 -> new TurnRequest.BackUp(UUID.randomUUID(), null, null);
                default -> ServerWalk.reboot();
            };
        }

        /** A participant wants a turn, and gets it or is told why not. */
        private void want() {
            if (walk.state.turns().size() <= 5) {
                var wanted = new TurnRequest.BackUp(UUID.randomUUID(), POLICY, null);
                var operation = walk.want(wanted);
                if (walk.last.events().stream().noneMatch(TurnSkipped.class::isInstance)) {
                    walk.accepted.add(operation);
                }
            }
        }

        /** Somebody whom a turn was handed to answers once for each word; late and double answers come from that. */
        private void participantAnswers() {
            if (!handed.isEmpty()) {
                var order = handed.remove(0);
                say(ServerWalk.answer(order.turn(), some(TurnOutcome.values())));
            }
        }

        private <T> T some(T[] values) {
            return values[dice.nextInt(values.length)];
        }

        private void release() {
            if (!held.isEmpty()) {
                say(new ServerMessage.ChildReleased(held.remove(dice.nextInt(held.size()))));
            }
        }

        private void cancelSomething() {
            say(new ServerMessage.CancelRequested(walk.accepted.get(dice.nextInt(walk.accepted.size()))));
        }

        /** The reconciler comes by. */
        private void cleanUp() {
            if (walk.state.cleanup() != null) {
                guestMayExist = false;
                say(new ServerMessage.CleanedUp());
            }
        }

        private void repeat() {
            if (!said.isEmpty()) {
                walk.tell(said.get(dice.nextInt(said.size())));
            }
        }

        /** A worker answers, each item once; what it says may come again by {@link #repeat}. */
        private void answer() {
            if (open.isEmpty()) {
                return;
            }
            var item = open.remove(0);
            var turn = item.turn();
            var request = walk.state.turn(turn).map(Turn::request).orElseGet(ServerWalk::reboot);
            if (item.phase() == TurnWork.Phase.COMPENSATE) {
                rollBack(turn);
            } else if (item.phase() == TurnWork.Phase.RESERVE) {
                reserve(turn);
            } else {
                perform(turn, request);
            }
        }

        private void rollBack(long turn) {
            if (dice.nextInt(3) == 0) {
                say(new ServerMessage.RollBackFailed(turn, "the guest is locked: qm unlock 2000"));
            } else {
                guestMayExist = false;
                say(new ServerMessage.RolledBack(turn));
            }
        }

        private void reserve(long turn) {
            boolean wanted = walk.state
                    .turn(turn)
                    .filter(each -> each.stage() == TurnStage.RESERVING)
                    .isPresent();
            if (!wanted) {
                say(new ServerMessage.EffectStoppedEarly(turn, null, EffectNews.NONE));
            } else if (dice.nextInt(4) == 0) {
                say(ServerWalk.failed(turn));
            } else {
                guestMayExist = dice.nextInt(4) == 0;
                say(walk.reserved(turn, guestMayExist));
            }
        }

        private void perform(long turn, TurnRequest request) {
            boolean stopping =
                    walk.state.turn(turn).filter(each -> each.stop() != null).isPresent();
            int how = dice.nextInt(stopping ? 8 : 3);
            boolean begins = how != 4 && how != 5;
            guestMayExist |= begins && request.draws();
            switch (how) {
                case 0, 1 -> {
                    guestMayExist &= !(request instanceof TurnRequest.Delete);
                    say(ServerWalk.succeeded(turn, request));
                }
                case 2 -> say(ServerWalk.failed(turn));
                case 3 -> say(new ServerMessage.EffectUnanswered(turn, "connection refused"));
                case 4, 5 -> say(new ServerMessage.EffectNotBegun(turn, EffectNews.NONE));
                default -> say(new ServerMessage.EffectStoppedEarly(turn, null, EffectNews.NONE));
            }
        }

        private void say(ServerMessage message) {
            said.add(message);
            walk.tell(message);
        }

        private void follow() {
            open.addAll(walk.work);
            walk.work.clear();
            handed.addAll(walk.orders);
            walk.orders.clear();
            takeBackWhatNobodyHasBegun();
            assertThat(walk.last.freed() && guestMayExist)
                    .as("freed while a guest may exist, seed %d", seed)
                    .isFalse();
            assertThatOneActsAtATime();
            assertThat(open).as("work under way, seed %d", seed).hasSizeLessThanOrEqualTo(1);
        }

        /** What is asked to stop may be in nobody's hands just then. */
        private void takeBackWhatNobodyHasBegun() {
            if (walk.last.stopWork() && !open.isEmpty() && dice.nextBoolean()) {
                say(new ServerMessage.EffectNotBegun(open.remove(0).turn(), EffectNews.NONE));
                open.addAll(walk.work);
                walk.work.clear();
            }
        }

        /** Only a deletion may begin while a participant has not answered yet. */
        private void assertThatOneActsAtATime() {
            var acting = walk.state.turns().stream()
                    .filter(turn -> !turn.stage().isBeforeWork())
                    .toList();
            assertThat(acting.stream().filter(Turn::hasWork))
                    .as("effects at a time, seed %d", seed)
                    .hasSizeLessThanOrEqualTo(1);
            if (acting.size() > 1) {
                assertThat(acting)
                        .as("turns at a time, seed %d", seed)
                        .filteredOn(turn -> turn.with() == null || turn.with().participant() == Participant.BACKUP)
                        .allMatch(turn -> turn.request() instanceof TurnRequest.Delete);
            }
        }

        private void drain() {
            walk.networkIsApplied = true;
            for (int i = 0; i < 200 && !walk.state.turns().isEmpty(); i++) {
                walk.pass(Duration.ofDays(2));
                follow();
                answer();
                follow();
                participantAnswers();
                follow();
            }
            assertThat(walk.state.turns()).as("open turns, seed %d", seed).isEmpty();
        }

        private void assertEveryOperationEndedOnce() {
            var ended = new HashSet<UUID>();
            for (var event : walk.events) {
                if (event instanceof OperationEnded end) {
                    assertThat(ended.add(end.operation().id()))
                            .as("a second end, seed %d", seed)
                            .isTrue();
                } else if (event instanceof OperationProgressed progressed) {
                    assertThat(ended)
                            .as("progress after the end, seed %d", seed)
                            .doesNotContain(progressed.operation().id());
                }
            }
            assertThat(ended).as("ends, seed %d", seed).containsExactlyInAnyOrderElementsOf(walk.accepted);
            assertThat(startsInOrder()).as("starts, seed %d", seed).isTrue();
        }

        private boolean startsInOrder() {
            var starts = walk.ends().stream()
                    .map(OperationEnded::operation)
                    .filter(operation -> operation.startedAt() != null)
                    .sorted(Comparator.comparingInt(operation -> walk.accepted.indexOf(operation.id())))
                    .map(Operation::startedAt)
                    .toList();
            return starts.stream().sorted().toList().equals(starts);
        }
    }
}
