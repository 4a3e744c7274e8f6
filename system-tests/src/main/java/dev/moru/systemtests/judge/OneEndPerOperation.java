package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.Ending;
import dev.moru.systemtests.history.History;
import java.util.LinkedHashSet;
import java.util.UUID;

/** Also the children of an accepted bulk operation were accepted, though no answer speaks of them any more. */
final class OneEndPerOperation implements Invariant {

    @Override
    public String number() {
        return "I1";
    }

    @Override
    public String promise() {
        return "every 202 leads to exactly one terminal event";
    }

    @Override
    public void judge(History history, Findings findings) {
        var endings = history.endings();
        var accepted = new LinkedHashSet<>(history.accepted().keySet());
        history.database()
                .rows("gateway.operation")
                .forEach(row -> accepted.add(UUID.fromString(row.path("id").asString())));
        accepted.forEach(operation ->
                findings.expect(endings.containsKey(operation), "operation %s was accepted and has no end", operation));
        endings.forEach((operation, ends) -> {
            if (ends.stream().map(Ending::event).distinct().count() > 1) {
                findings.violated("operation %s ended %d times: %s", operation, ends.size(), ends);
            }
        });
    }
}
