package dev.moru.gateway.operation;

import dev.moru.contracts.operation.LogAppended;
import dev.moru.durable.MessageCodec;
import dev.moru.gateway.journal.Cursor;
import dev.moru.gateway.journal.JournalStream;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** Follows single operations. */
@Component
class OperationFeeds {

    private static final int MAX_CHUNKS = 10_000;

    private final StoredOperations operations;
    private final JournalStream journal;
    private final MessageCodec codec;
    private final JsonMapper json;

    OperationFeeds(StoredOperations operations, JournalStream journal, MessageCodec codec, JsonMapper json) {
        this.operations = operations;
        this.journal = journal;
        this.codec = codec;
        this.json = json;
    }

    /** The frames of one operation from its present state to its end, in groups. */
    Flux<List<byte[]>> of(StoredOperations.Snapshot snapshot, boolean withLog) {
        return Flux.defer(() -> {
            var operation = snapshot.operation();
            var feed = new OperationFeed(operation, withLog, codec, json);
            var present = Flux.just(feed.present());
            var lines = withLog ? storedLog(snapshot).map(feed::log) : Flux.<List<byte[]>>empty();
            return operation.state().isTerminal()
                    ? Flux.concat(present, lines, Flux.just(feed.end()))
                    : Flux.concat(present, lines, live(feed, snapshot.seen()));
        });
    }

    private Flux<LogAppended> storedLog(StoredOperations.Snapshot snapshot) {
        return operations.chunks(snapshot.operation().id(), 0, snapshot.seen().position(), MAX_CHUNKS);
    }

    private Flux<List<byte[]>> live(OperationFeed feed, Cursor seen) {
        return journal.behind(seen, feed).map(feed::frames).takeUntil(frames -> feed.hasEnded());
    }
}
