package dev.moru.gateway.fold;

import dev.moru.durable.MessageCodec;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** All read models. They know where they write, so that they can be made anew beside the ones in use. */
final class ReadModels {

    private final List<ReadModel> models;
    private final LogIndex logs;

    private ReadModels(JdbcTemplate jdbc, MessageCodec codec, Heads heads, String suffix) {
        this.models = List.of(
                new OperationView(new OperationRows(jdbc, codec, OperationRows.TABLE + suffix), heads),
                new ConfigurationStatus(jdbc, codec, ConfigurationStatus.TABLE + suffix),
                new ServerView(jdbc, codec, ServerView.TABLE + suffix),
                new GuestView(jdbc, GuestView.TABLE + suffix),
                new BackupView(jdbc, codec, BackupView.TABLE + suffix),
                new RecoveryPointView(jdbc, codec, RecoveryPointView.TABLE + suffix),
                new AlertView(jdbc, codec, AlertView.TABLE + suffix),
                new RoleView(jdbc, codec, RoleView.TABLE + suffix),
                new DeliveryView(jdbc, codec, DeliveryView.TABLE + suffix));
        this.logs = new LogIndex(jdbc, LogIndex.TABLE + suffix);
    }

    static ReadModels inUse(JdbcTemplate jdbc, MessageCodec codec) {
        return new ReadModels(jdbc, codec, new HeadRows(jdbc, codec), "");
    }

    /** Into tables of the same names with something behind. */
    static ReadModels anew(JdbcTemplate jdbc, MessageCodec codec, String suffix) {
        return new ReadModels(jdbc, codec, Heads.LEFT_ALONE, suffix);
    }

    void fold(List<FoldedEvent> events) {
        models.forEach(model -> model.fold(events));
    }

    /** @param first the position of the first event; the others follow it */
    void index(List<FoldedEvent> events, long first) {
        logs.index(events, first);
    }
}
