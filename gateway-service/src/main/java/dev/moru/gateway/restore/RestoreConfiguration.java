package dev.moru.gateway.restore;

import dev.moru.durable.MessageCodec;
import dev.moru.durable.epoch.Epochs;
import dev.moru.durable.epoch.Resumption;
import dev.moru.durable.outbox.Outbox;
import dev.moru.gateway.audit.Requester;
import dev.moru.gateway.audit.persistence.RestoreNote;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class RestoreConfiguration {

    private static final Requester RESTORE = new Requester("system:restore", null, null);

    /** Of cursors: whoever has seen the time that is gone, and a rebuild of the journal in it, must not go on in this one. */
    private static final String END_CURSORS = "update journal_end set epoch = epoch + 1000";

    @Bean
    static Resumption gatewayResumption(
            JdbcTemplate jdbc, MessageCodec codec, Outbox outbox, Epochs epochs, RestoreNote note) {
        return () -> {
            jdbc.update(END_CURSORS);
            note.write(RESTORE, epochs.current());
            outbox.append(new OpenRevisions(jdbc, codec).messages(RESTORE));
            outbox.append(new OpenRequests(jdbc, codec).messages());
        };
    }
}
