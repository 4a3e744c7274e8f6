package dev.moru.provisioning.server;

import dev.moru.contracts.server.ServerDrifted;
import dev.moru.contracts.server.ServerLost;
import dev.moru.contracts.server.ServerMoved;
import dev.moru.contracts.server.ServerObserved;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the reconciler saw of a server. */
final class Observations {

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
        if (before.status().phase() != ServerPhase.FAILED) {
            edit.phaseOfPower();
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
        tellSeen(before, after, newlyDrifted ? seen.differences() : List.of());
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
        draft.become(draft.editServer().phase(ServerPhase.LOST).done());
        draft.tell(new ServerLost(draft.server()));
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
