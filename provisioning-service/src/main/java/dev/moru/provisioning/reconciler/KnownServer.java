package dev.moru.provisioning.reconciler;

import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.provisioning.server.Reservation;
import dev.moru.provisioning.server.ServerState;
import dev.moru.provisioning.site.ObservedGuest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server that holds a VM id, as the comparison sees it. */
record KnownServer(ServerState state, ServerSnapshot server, Reservation reservation) {

    static Optional<KnownServer> of(ServerState state) {
        var server = state.server();
        var reservation = state.reservation();
        return server == null || reservation == null
                ? Optional.empty()
                : Optional.of(new KnownServer(state, server, reservation));
    }

    UUID id() {
        return state.id();
    }

    int vmId() {
        return reservation.vmId();
    }

    boolean isBusy() {
        return !state.turns().isEmpty();
    }

    /** Only while somebody acts on the guest itself says a look at it nothing. */
    boolean isAtWork() {
        return state.turnAtWork().isPresent();
    }

    boolean isToBeCleaned() {
        return state.cleanup() != null;
    }

    /** A server that was made once; before that, nothing says what should be there. */
    boolean isSettled() {
        return state.isThere()
                && server.status().conditions().stream()
                        .anyMatch(each -> each.type().equals("Provisioned"));
    }

    boolean isSame(ObservedGuest guest, UUID installation) {
        var mark = guest.mark();
        return mark != null
                && guest.vmId() == vmId()
                && mark.makesOurs(installation, guest.vmId())
                && mark.server().equals(id());
    }

    /** What a clone or restore under an open intent looks like while it runs. */
    boolean isPlaceholder(ObservedGuest guest) {
        return guest.vmId() == vmId()
                && guest.mark() == null
                && ("clone".equals(guest.lock()) || "create".equals(guest.lock()));
    }

    List<String> differences(ObservedGuest guest) {
        var spec = server.spec();
        // An adopted server that nobody has looked into has no size to compare with.
        return Stream.of(
                        difference("cores", guest.cores(), spec.cores()),
                        difference("MiB of memory", guest.memoryMiB(), spec.memoryMiB()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> difference(String what, @Nullable Integer seen, int wanted) {
        return seen == null || wanted == 0 || seen == wanted
                ? Optional.empty()
                : Optional.of("%d %s instead of %d".formatted(seen, what, wanted));
    }

    /** Whether a look tells something that is not known. */
    boolean isNews(ObservedGuest guest, List<String> differences) {
        var status = server.status();
        var known = whatIsWrong("InSync").orElse("");
        boolean isAway = status.phase() == ServerPhase.UNREACHABLE
                || whatIsWrong("Reachable").isPresent();
        return !guest.node().equals(status.node())
                || !guest.status().equals(status.power())
                || !Objects.equals(guest.lock(), status.lock())
                || !String.join("; ", differences).equals(known)
                || status.phase() == ServerPhase.LOST
                || isAway && !guest.status().equals("unknown");
    }

    private Optional<String> whatIsWrong(String condition) {
        return server.status().conditions().stream()
                .filter(each -> each.type().equals(condition) && each.status().equals("false"))
                .map(each -> each.message())
                .findFirst();
    }
}
