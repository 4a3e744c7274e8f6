package dev.moru.systemtests.judge;

import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationState;
import dev.moru.systemtests.history.Ending;
import dev.moru.systemtests.history.Exchange;
import dev.moru.systemtests.history.History;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The clocks of the services are an hour apart, those of the database, the lab and the clients are one. That no lease is held
 * twice is what the other rules say of the same run.
 */
final class ClocksAreNotBelieved implements Invariant {

    /** The clocks that are one are read at different moments. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static final Pattern DEADLINE = Pattern.compile("\"deadline\":\"(PT[0-9HMS]+)\"");

    @Override
    public String number() {
        return "I17";
    }

    @Override
    public String promise() {
        return "services whose clocks are an hour apart agree on when something was, and no time is up early";
    }

    @Override
    public void judge(History history, Findings findings) {
        var accepted = history.accepted();
        history.endings().forEach((id, ends) -> {
            var end = ends.get(0);
            var operation = end.operation();
            findings.expect(isInOrder(operation), "times out of order: %s", operation);
            findings.expect(isOver(end), "told at %s, but not over then: %s", end.toldAt(), end);
            findings.expect(
                    operation.state() != OperationState.TIMED_OUT
                            || !end.toldAt().isBefore(operation.deadlineAt()),
                    "its time was up before its deadline at %s: %s",
                    operation.deadlineAt(),
                    end);
            var exchange = accepted.get(id);
            findings.expect(
                    exchange == null || isAcceptedBy(exchange, operation),
                    "accepted at %s, but the client says: %s",
                    operation.createdAt(),
                    exchange);
            findings.expect(
                    exchange == null || isDueInTime(exchange, operation),
                    "due at %s, but the client says: %s, %s",
                    operation.deadlineAt(),
                    exchange,
                    exchange == null ? "" : exchange.body());
        });
    }

    /** What a client has asked for counts from when it was accepted, at the latest from the answer. */
    private static boolean isDueInTime(Exchange exchange, Operation operation) {
        var asked = DEADLINE.matcher(exchange.body());
        return !asked.find()
                || !operation
                        .deadlineAt()
                        .isAfter(exchange.answeredAt()
                                .plus(Duration.parse(asked.group(1)))
                                .plus(TOLERANCE));
    }

    private static boolean isInOrder(Operation operation) {
        var started = operation.startedAt();
        return started == null || !started.isBefore(operation.createdAt().minus(TOLERANCE));
    }

    /** Its owner may have needed long to tell, and can't have told before. */
    private static boolean isOver(Ending end) {
        return !end.endedAt().isAfter(end.toldAt().plus(TOLERANCE));
    }

    /** A client may have asked several times under its key, and have lost the first answers. */
    private static boolean isAcceptedBy(Exchange exchange, Operation operation) {
        return !operation.createdAt().isAfter(exchange.answeredAt().plus(TOLERANCE))
                && operation.deadlineAt().isAfter(operation.createdAt());
    }
}
