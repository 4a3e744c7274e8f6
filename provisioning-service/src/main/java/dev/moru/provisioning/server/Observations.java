package dev.moru.provisioning.server;

import dev.moru.contracts.server.ServerDrifted;
import dev.moru.contracts.server.ServerLost;
import dev.moru.contracts.server.ServerMoved;
import dev.moru.contracts.server.ServerObserved;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.contracts.server.ServerUnreachable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the reconciler saw of a server. */
final class Observations {

    private static final String NODE_AWAY = "its node does not answer";

    private final Draft draft;

    Observations(Draft draft) {
        this.draft = draft;
    }

    void onSeen(ServerMessage.GuestSeen seen) {
        if (isOutdated(seen.observedAt())) {
            return;
        }
        var before = draft.server();
        var edit = draft.editServer().glanced(seen);
        var sighting = Sighting.of(seen.power());
        if (before.status().phase() != ServerPhase.FAILED) {
            edit.phase(sighting.phase());
            if (sighting == Sighting.NODE_AWAY) {
                edit.condition(ServerEdit.REACHABLE, false, "NodeAway", NODE_AWAY);
            }
        }
        boolean drifted = !seen.differences().isEmpty();
        var reason = drifted ? String.join("; ", seen.differences()) : "as asked for";
        boolean newlyDrifted = drifted && !reason.equals(messageOf(before, "InSync"));
        if (drifted || messageOf(before, "InSync") != null) {
            edit.condition("InSync", !drifted, drifted ? "Drifted" : "AsAsked", reason);
        }
        var after = edit.done();
        if (sameStatus(before, after)) {
            return;
        }
        draft.become(after);
        if (isNewlyUnreachable(before, after)) {
            draft.tell(new ServerUnreachable(after, NODE_AWAY));
        } else {
            tellSeen(before, after, newlyDrifted ? seen.differences() : List.of());
        }
    }

    private static boolean isNewlyUnreachable(ServerSnapshot before, ServerSnapshot after) {
        return after.status().phase() == ServerPhase.UNREACHABLE
                && before.status().phase() != ServerPhase.UNREACHABLE;
    }

    private void tellSeen(ServerSnapshot before, ServerSnapshot after, List<String> differences) {
        var from = before.status().node();
        var to = after.status().node();
        if (from != null && to != null && !from.equals(to)) {
            draft.tell(new ServerMoved(after, from, to));
        } else if (!differences.isEmpty()) {
            draft.tell(new ServerDrifted(after, differences));
        } else {
            draft.tell(new ServerObserved(after));
        }
    }

    void onMissing(ServerMessage.GuestMissing missing) {
        if (isOutdated(missing.observedAt()) || draft.server().status().phase() == ServerPhase.LOST) {
            return;
        }
        draft.become(draft.editServer().phase(Sighting.MISSING.phase()).done());
        draft.tell(new ServerLost(draft.server()));
    }

    /** What was lost or has failed before stays so; nobody has seen it since. */
    void onSilence(ServerMessage.SiteSilent silent) {
        var phase = draft.server().status().phase();
        if (isOutdated(silent.observedAt()) || phase != ServerPhase.READY && phase != ServerPhase.STOPPED) {
            return;
        }
        var reason = "site %s has not answered since %s"
                .formatted(draft.server().spec().site(), silent.since());
        draft.become(draft.editServer()
                .phase(Sighting.SITE_SILENT.phase())
                .condition(ServerEdit.REACHABLE, false, "SiteSilent", reason)
                .done());
        draft.tell(new ServerUnreachable(draft.server(), reason));
    }

    /** What was seen while somebody worked on the server, or before they ended, says nothing about it. */
    private boolean isOutdated(Instant observedAt) {
        return !draft.state().isThere()
                || draft.state().reservation() == null
                || draft.state().turnAtWork().isPresent()
                || !observedAt.isAfter(draft.server().updatedAt());
    }

    private static @Nullable String messageOf(ServerSnapshot server, String condition) {
        return server.status().conditions().stream()
                .filter(each -> each.type().equals(condition))
                .map(each -> each.message())
                .findFirst()
                .orElse(null);
    }

    private static boolean sameStatus(ServerSnapshot before, ServerSnapshot after) {
        var a = before.status();
        var b = after.status();
        return a.phase() == b.phase()
                && a.power().equals(b.power())
                && Objects.equals(a.node(), b.node())
                && Objects.equals(a.lock(), b.lock())
                && a.conditions().equals(b.conditions());
    }
}
