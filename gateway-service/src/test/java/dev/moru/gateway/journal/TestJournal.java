package dev.moru.gateway.journal;

import dev.moru.gateway.testing.GatewayDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** The journal of a test's database, as one replica has it. */
public final class TestJournal {

    private final JournalTail tail;
    private final Journal journal;
    private final JournalStream stream;

    public TestJournal(GatewayDatabase database) {
        this(database, 4096);
    }

    public TestJournal(GatewayDatabase database, int windowEntries) {
        var properties = new JournalProperties(
                Duration.ofMillis(20), windowEntries, DataSize.ofMegabytes(16), Duration.ofMillis(200));
        this.tail = new JournalTail(new StoredEntries(database.jdbc()), properties, new SimpleMeterRegistry());
        this.journal = new Journal(database.jdbc(), tail);
        this.stream = new JournalStream(database.client(), tail);
    }

    public Journal journal() {
        return journal;
    }

    public JournalTail tail() {
        return tail;
    }

    public JournalStream stream() {
        return stream;
    }

    public void start() {
        tail.afterSingletonsInstantiated();
        tail.start();
    }

    public void stop() {
        tail.stop();
    }
}
