package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.Receipt;
import dev.moru.systemtests.history.SpineRecord;
import dev.moru.systemtests.history.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sink that acknowledges sees one effect per event when it remembers ids, so an event must not have two. Events that are sent
 * together have one id, under which nothing else is sent either.
 */
final class EveryEventDelivered implements Invariant {

    /** What happened right before the end of a run need not have been sent. */
    private static final Duration IN_FLIGHT = Duration.ofSeconds(10);

    @Override
    public String number() {
        return "I6";
    }

    @Override
    public String promise() {
        return "a matched event reaches each channel, always under one webhook-id";
    }

    @Override
    public void judge(History history, Findings findings) {
        history.subscriptions().forEach(subscription -> judge(history, subscription, findings));
    }

    private static void judge(History history, Subscription subscription, Findings findings) {
        var receipts = history.receipts().stream()
                .filter(receipt -> receipt.sink().equals(subscription.sink()))
                .collect(Collectors.groupingBy(Receipt::event));
        if (!subscription.leaves()) {
            owed(history, subscription)
                    .forEach((event, record) -> findings.expect(
                            receipts.getOrDefault(event, List.of()).stream().anyMatch(Receipt::processed),
                            "%s never heard of event %s: %s",
                            subscription.sink(),
                            event,
                            record));
        }
        receipts.forEach((event, attempts) -> findings.expect(
                distinct(attempts.stream().map(Receipt::webhookId)) == 1,
                "%s got event %s under several webhook-ids: %s",
                subscription.sink(),
                event,
                attempts));
        receipts.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(Receipt::webhookId))
                .forEach((id, attempts) -> findings.expect(
                        distinct(requests(attempts)) == 1,
                        "%s got this, then that under webhook-id %s: %s",
                        subscription.sink(),
                        id,
                        attempts));
    }

    /** What each request of some carried: they came at different moments. */
    private static Stream<Set<UUID>> requests(List<Receipt> receipts) {
        return receipts.stream()
                .collect(Collectors.groupingBy(Receipt::at, Collectors.mapping(Receipt::event, Collectors.toSet())))
                .values()
                .stream();
    }

    private static Map<UUID, SpineRecord> owed(History history, Subscription subscription) {
        return history.records().stream()
                .filter(record -> !record.isCommand() && subscription.matches(record.type()))
                .filter(record -> record.at().isAfter(subscription.since())
                        && record.at().isBefore(history.database().at().minus(IN_FLIGHT)))
                // What is said of a poisoned operation belongs to no project, and the routes of these runs to one.
                .filter(record ->
                        record.operation().filter(history.poisoned()::contains).isEmpty())
                .collect(Collectors.toMap(SpineRecord::id, record -> record, (one, copy) -> one));
    }

    private static long distinct(Stream<?> values) {
        return values.distinct().count();
    }
}
