package dev.moru.provisioning.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.moru.contracts.site.Guest;
import dev.moru.contracts.site.Mark;
import dev.moru.provisioning.server.ServerMessage;
import dev.moru.provisioning.server.ServerState;
import dev.moru.provisioning.server.ServerStates;
import dev.moru.provisioning.site.ObservedGuest;
import dev.moru.provisioning.site.SiteObservation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SiteComparisonTest {

    private static final UUID INSTALLATION = UUID.randomUUID();
    private static final Instant LATER = ServerStates.SINCE.plusSeconds(60);

    private final ServerState ready = ServerStates.ready();
    private final ServerState left = ServerStates.leftBehind();

    @Test
    void saysNothingWhenAllIsAsKnown() {
        var findings = compare(ready, guest(2000, markOf(ready), null));

        assertThat(findings.news()).isEmpty();
        assertThat(findings.guests()).extracting(Guest::relation).containsExactly("managed");
    }

    @Test
    void seesAMoveAndADifference() {
        var moved = new ObservedGuest(2000, "qemu", "web-01", "node2", "running", false, null, markOf(ready), 8, 2048);

        assertThat(compare(ready, moved).news())
                .containsEntry(
                        ready.id(),
                        new ServerMessage.GuestSeen(LATER, "node2", "running", null, List.of("8 cores instead of 2")));
    }

    @Test
    void missesAServerThatIsNotThereOrWhoseVmIdBearsAnotherMark() {
        var missing = new ServerMessage.GuestMissing(LATER);

        assertThat(compare(ready).news()).containsEntry(ready.id(), missing);
        assertThat(compare(ready, guest(2000, null, null)).news()).containsEntry(ready.id(), missing);
    }

    @Test
    void leavesAServerAloneWhileItsGuestIsWorkedOn() {
        assertThat(compare(ServerStates.rebooting()).news()).isEmpty();
    }

    @Test
    void looksAtAServerThatAParticipantHas() {
        var configuring = ServerStates.configuring();

        assertThat(compare(configuring).news()).containsEntry(configuring.id(), new ServerMessage.GuestMissing(LATER));
    }

    @Test
    void seesThatAServerIsOutOfReachAndBack() {
        var away = new ObservedGuest(2000, "qemu", "web-01", "node1", "unknown", false, null, markOf(ready), 2, 2048);
        assertThat(compare(ready, away).news()).hasSize(1);

        var unreachable = ServerStates.unreachable();
        assertThat(compare(unreachable, guest(2000, markOf(unreachable), null)).news())
                .hasSize(1);
    }

    @Test
    void looksOnceMoreAtAServerThatIsSaidToBeOutOfReach() {
        var notRebooted = ServerStates.notRebooted();

        assertThat(compare(notRebooted, guest(2000, markOf(notRebooted), null)).news())
                .hasSize(1);
    }

    @Test
    void findsWhatAnEndedOperationLeftByItsMarkOrAsItsPlaceholder() {
        assertThat(compare(left, guest(2000, markOf(left), null)).remains()).containsExactly(left.id());
        assertThat(compare(left, guest(2000, null, "clone")).remains()).containsExactly(left.id());
    }

    @Test
    void findsNothingLeftWhenTheVmIdIsFreeOrSomebodyElses() {
        assertThat(compare(left).gone()).containsExactly(left.id());
        assertThat(compare(left, guest(2000, null, null)).gone()).containsExactly(left.id());
        var foreign = new Mark(UUID.randomUUID(), left.id(), 2000, UUID.randomUUID());
        assertThat(compare(left, guest(2000, foreign, null)).gone()).containsExactly(left.id());
    }

    @Test
    void believesNoLookThatBeganBeforeTheOperationEnded() {
        var early = new SiteObservation(ServerStates.SINCE.minusSeconds(1), List.of());

        var findings = new SiteComparison(INSTALLATION, early, List.of(left)).findings();

        assertThat(findings.gone()).isEmpty();
    }

    @Test
    void reportsAGuestWithOurMarkThatIsNobodys() {
        var stray = new Mark(INSTALLATION, UUID.randomUUID(), 2222, UUID.randomUUID());

        var findings = compare(ready, guest(2000, markOf(ready), null), guest(2222, stray, null));

        assertThat(findings.strays()).containsExactly(new Findings.Stray(2222, "node1", stray));
        assertThat(findings.remains()).isEmpty();
    }

    @Test
    void tellsForeignFromUnmanagedFromCopied() {
        var foreign = new Mark(UUID.randomUUID(), UUID.randomUUID(), 100, UUID.randomUUID());
        var copied = new Mark(INSTALLATION, ready.id(), 2000, UUID.randomUUID());
        var template = new ObservedGuest(9000, "qemu", "debian-12", "node1", "stopped", true, null, null, 1, 1024);

        var findings =
                compare(ready, guest(100, foreign, null), guest(101, copied, null), guest(102, null, null), template);

        assertThat(findings.guests())
                .extracting(Guest::vmId, Guest::relation)
                .containsExactly(
                        tuple(100, "foreign"),
                        tuple(101, "unmanaged"),
                        tuple(102, "unmanaged"),
                        tuple(9000, "template"));
        assertThat(findings.strays()).isEmpty();
    }

    private static Findings compare(ServerState known, ObservedGuest... guests) {
        return new SiteComparison(INSTALLATION, new SiteObservation(LATER, List.of(guests)), List.of(known)).findings();
    }

    private static Mark markOf(ServerState state) {
        return new Mark(INSTALLATION, state.id(), 2000, state.reservation().operation());
    }

    private static ObservedGuest guest(int vmId, @Nullable Mark mark, @Nullable String lock) {
        return new ObservedGuest(vmId, "qemu", "web-01", "node1", "running", false, lock, mark, 2, 2048);
    }
}
