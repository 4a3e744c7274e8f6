package dev.moru.config.role.messaging;

import dev.moru.config.role.Role;
import dev.moru.config.role.RoleCatalogue;
import dev.moru.config.role.RoleVariable.Type;
import dev.moru.contracts.Topics;
import dev.moru.contracts.role.RoleDefinition;
import dev.moru.contracts.role.RoleVariable;
import dev.moru.contracts.role.RolesPublished;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells at the start which roles there are, when they are others than those that were told last. With replicas of two
 * versions the one that started last has the say.
 */
@Component
class PublishRoles implements SmartLifecycle {

    private final RoleCatalogue catalogue;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final MessageCodec codec;
    private volatile boolean running;

    PublishRoles(
            RoleCatalogue catalogue,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Outbox outbox,
            MessageCodec codec) {
        this.catalogue = catalogue;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.outbox = outbox;
        this.codec = codec;
    }

    @Override
    public void start() {
        var roles = new RolesPublished(
                catalogue.roles().stream().map(PublishRoles::definition).toList());
        transaction.executeWithoutResult(status -> publish(roles));
        running = true;
    }

    /** The row is locked by the update, so that two replicas that start together tell one after the other. */
    private void publish(RolesPublished roles) {
        var isNews = jdbc.sql("""
                        insert into published_roles as p (document) values (:document)
                        on conflict (only_row) do update set document = excluded.document
                        where p.document <> excluded.document
                        """).param("document", codec.write(roles)).update() == 1;
        if (isNews) {
            var context = MessageContext.NONE.withActor("system:config").withSeverity("info");
            outbox.append(new OutboundMessage(Topics.CONFIG_EVENTS, RolesPublished.SUBJECT, roles, context));
        }
    }

    private static RoleDefinition definition(Role role) {
        return new RoleDefinition(
                role.name(),
                role.description(),
                role.variables().stream().map(PublishRoles::definition).toList());
    }

    private static RoleVariable definition(dev.moru.config.role.RoleVariable variable) {
        return new RoleVariable(
                variable.name(),
                String.valueOf(word(variable.type())),
                word(variable.elements()),
                variable.required(),
                variable.secret(),
                variable.choices(),
                variable.defaultValue(),
                variable.description(),
                fields(variable));
    }

    private static List<RoleVariable> fields(dev.moru.config.role.RoleVariable variable) {
        return variable.fields().stream().map(PublishRoles::definition).toList();
    }

    private static @Nullable String word(@Nullable Type type) {
        return type == null ? null : type.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
