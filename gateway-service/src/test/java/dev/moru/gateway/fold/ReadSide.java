package dev.moru.gateway.fold;

import dev.moru.durable.consume.InboundMessage;
import dev.moru.gateway.journal.StoredEntriesOf;
import dev.moru.gateway.journal.TestJournal;
import dev.moru.gateway.testing.GatewayDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.springframework.jdbc.support.JdbcTransactionManager;

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
                turn(database), database.jdbc(), GatewayDatabase.codec(), StoredEntriesOf.database(database));
    }

    static RebuildTurn turn(GatewayDatabase database) {
        return new RebuildTurn(
                database.dataSource(), database.jdbc(), new JdbcTransactionManager(database.dataSource()));
    }

    public void fold(List<InboundMessage> messages) {
        database.transaction().executeWithoutResult(status -> fold.handle(messages));
    }

    public ReadModelRebuild rebuild() {
        return rebuild;
    }
}
