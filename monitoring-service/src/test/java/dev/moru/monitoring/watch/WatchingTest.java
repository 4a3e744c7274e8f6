package dev.moru.monitoring.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.turn.GuestAccess;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.StopTurn;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnOutcome;
import dev.moru.contracts.turn.WatchServer;
import dev.moru.monitoring.Servers;
import dev.moru.monitoring.target.Target;
import dev.moru.monitoring.target.Targets;
import dev.moru.monitoring.watch.Scrapes.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WatchingTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Sight NOT_YET = new Sight.NotSeen("nothing listens there");

    private final UUID server = UUID.randomUUID();
    private final World world = new World();

    @Test
    void registersAServerWhereNoPrometheusCanBeAsked() {
        world.watching().watch(handed(1, false), UUID.randomUUID(), NOON.plusSeconds(60));

        assertThat(world.watched).containsExactly(server);
        assertThat(world.told).singleElement().returns(TurnOutcome.SUCCEEDED, TurnAnswered::outcome);
        assertThat(world.told.get(0).turn().number()).isEqualTo(1);
    }

    @Test
    void waitsForTheFirstScrapeWhereOneCanBeAsked() {
        world.prometheus = true;
        world.watching().watch(handed(1, false), UUID.randomUUID(), NOON.plusSeconds(60));
        assertThat(world.told).isEmpty();
        assertThat(world.waits).containsExactly(1L);
        assertThat(world.watching().isSettledBy(NOT_YET, server, 1)).isFalse();

        assertThat(world.watching().isSettledBy(new Sight.Seen(), server, 1)).isTrue();
        world.watching().learn(new Sight.Seen(), server, 1);

        assertThat(world.told)
                .singleElement()
                .returns(TurnOutcome.SUCCEEDED, TurnAnswered::outcome)
                .returns("Scraped", TurnAnswered::reason);
    }

    @Test
    void warnsWhenTheFirstScrapeDoesNotCome() {
        world.prometheus = true;
        world.watching().watch(handed(1, false), UUID.randomUUID(), NOON.plusSeconds(600));

        world.now = NOON.plus(World.PATIENCE);
        assertThat(world.watching().isSettledBy(NOT_YET, server, 1)).isTrue();
        world.watching().learn(NOT_YET, server, 1);

        assertThat(world.told).singleElement().returns(TurnOutcome.SUCCEEDED, TurnAnswered::outcome);
        assertThat(world.told.get(0).warnings()).singleElement().asString().contains("nothing listens there");
    }

    @Test
    void stopsByItselfWhenTheTurnExpires() {
        world.prometheus = true;
        world.watching().watch(handed(1, false), UUID.randomUUID(), NOON.plusSeconds(5));

        world.now = NOON.plusSeconds(5);
        assertThat(world.watching().isSettledBy(NOT_YET, server, 1)).isTrue();
        world.watching().learn(NOT_YET, server, 1);

        assertThat(world.told).extracting(TurnAnswered::outcome).containsExactly(TurnOutcome.EXPIRED);
    }

    @Test
    void doesNotBeginWhatIsReadTooLate() {
        world.watching().watch(handed(1, false), UUID.randomUUID(), NOON);

        assertThat(world.watched).isEmpty();
        assertThat(world.told).extracting(TurnAnswered::outcome).containsExactly(TurnOutcome.EXPIRED);
    }

    @Test
    void saysSoWhereNothingIsReal() {
        world.prometheus = true;
        world.watching().watch(handed(1, true), UUID.randomUUID(), NOON.plusSeconds(60));

        assertThat(world.told).extracting(TurnAnswered::outcome).containsExactly(TurnOutcome.SIMULATED);
    }

    @Test
    void answersTheSameAgainWhenATurnComesOrIsStoppedAfterItsAnswer() {
        world.watching().watch(handed(1, false), UUID.randomUUID(), NOON.plusSeconds(60));
        world.watching().watch(handed(1, false), UUID.randomUUID(), NOON.plusSeconds(60));
        world.watching().stop(server, new StopTurn(turn(1), "too long"), UUID.randomUUID());

        assertThat(world.told).hasSize(3).containsOnly(world.told.get(0));
    }

    @Test
    void stopsATurnThatWaits() {
        world.prometheus = true;
        world.watching().watch(handed(1, false), UUID.randomUUID(), NOON.plusSeconds(60));

        world.watching().stop(server, new StopTurn(turn(1), "cancelled"), UUID.randomUUID());
        world.watching().learn(new Sight.Seen(), server, 1);

        assertThat(world.told).extracting(TurnAnswered::outcome).containsExactly(TurnOutcome.STOPPED);
        assertThat(world.watching().isSettledBy(NOT_YET, server, 1)).isTrue();
    }

    @Test
    void answersATurnWhoseCommandItCannotReadAndDoesNotBeginItLater() {
        world.watching().refuse(server, turn(2), UUID.randomUUID(), "no JSON");
        world.watching().watch(handed(2, false), UUID.randomUUID(), NOON.plusSeconds(60));

        assertThat(world.watched).isEmpty();
        assertThat(world.told).hasSize(2).extracting(TurnAnswered::outcome).containsOnly(TurnOutcome.FAILED);
    }

    @Test
    void answersATurnThatItNeverGotAsStoppedAndDoesNotBeginItLater() {
        world.watching().stop(server, new StopTurn(turn(2), "cancelled"), UUID.randomUUID());
        world.watching().watch(handed(2, false), UUID.randomUUID(), NOON.plusSeconds(60));

        assertThat(world.watched).isEmpty();
        assertThat(world.told)
                .extracting(TurnAnswered::outcome)
                .containsExactly(TurnOutcome.STOPPED, TurnOutcome.STOPPED);
    }

    @Test
    void ignoresTheTurnBeforeTheLast() {
        world.prometheus = true;
        world.watching().watch(handed(2, false), UUID.randomUUID(), NOON.plusSeconds(60));

        world.watching().watch(handed(1, false), UUID.randomUUID(), NOON.plusSeconds(60));
        world.watching().learn(new Sight.Seen(), server, 1);

        assertThat(world.told).isEmpty();
    }

    private WatchServer handed(long number, boolean simulated) {
        var snapshot = Servers.snapshot(server, "web-01", ServerPhase.CREATING, simulated);
        return new WatchServer(turn(number), snapshot, new GuestAccess("ssh", "10.10.0.14", "moru", null));
    }

    private static HandedTurn turn(long number) {
        return new HandedTurn(number, new UUID(0, number), "watch", 4);
    }

    /** Everything that Watching knows of. */
    private static final class World implements WatchTurns, Targets, Scrapes {

        static final Duration PATIENCE = Duration.ofSeconds(90);

        final Map<UUID, WatchTurn> turns = new HashMap<>();
        final List<UUID> watched = new ArrayList<>();
        final List<Long> waits = new ArrayList<>();
        final List<TurnAnswered> told = new ArrayList<>();
        boolean prometheus;
        Instant now = NOON;

        Watching watching() {
            return new Watching(
                    this, this, this, (server, turn) -> waits.add(turn), turn -> told.add(turn.answer()), PATIENCE);
        }

        @Override
        public Optional<WatchTurn> lock(UUID server) {
            return find(server);
        }

        @Override
        public Optional<WatchTurn> find(UUID server) {
            return Optional.ofNullable(turns.get(server));
        }

        @Override
        public void store(WatchTurn turn) {
            turns.put(turn.server(), turn);
        }

        @Override
        public List<WatchTurn> answered(UUID behind, int atMost) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void store(Collection<Target> targets) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void watch(Target target) {
            watched.add(target.server());
        }

        @Override
        public List<Target> listed() {
            return List.of();
        }

        @Override
        public long active() {
            return 0;
        }

        @Override
        public boolean canBeSeen() {
            return prometheus;
        }

        @Override
        public Sight of(UUID server) {
            return NOT_YET;
        }
    }
}
