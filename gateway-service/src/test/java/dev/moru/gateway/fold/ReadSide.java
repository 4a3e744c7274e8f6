package dev.moru.gateway.fold;

import dev.moru.durable.consume.InboundMessage;
import dev.moru.gateway.journal.StoredEntriesOf;
import dev.moru.gateway.journal.TestJournal;
import dev.moru.gateway.testing.GatewayDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

/** The fold and the rebuild on a test's database, without a gateway around them. */
public final class ReadSide {

    private final GatewayDatabase database;
    private final EventFold fold;
    private final ReadModelRebuild rebuild;

    public ReadSide(GatewayDatabase database) {
        this(database, new TestJournal(database));
    }

    public ReadSide(GatewayDatabase database, TestJournal journal) {
        this.database = database;
        this.fold = FoldConfiguration.eventFold(
                database.jdbc(), GatewayDatabase.codec(), journal.journal(), new SimpleMeterRegistry());
        this.rebuild = new ReadModelRebuild(
                database.dataSource(),
                database.jdbc(),
                database.transaction(),
                GatewayDatabase.codec(),
                StoredEntriesOf.database(database));
    }

    public void fold(List<InboundMessage> messages) {
        database.transaction().executeWithoutResult(status -> fold.handle(messages));
    }

    public ReadModelRebuild rebuild() {
        return rebuild;
    }
}
