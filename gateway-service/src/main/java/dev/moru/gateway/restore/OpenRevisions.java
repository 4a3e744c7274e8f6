package dev.moru.gateway.restore;

import dev.moru.contracts.Topics;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.gateway.audit.Requester;
import dev.moru.gateway.configuration.ConfigurationMessages;
import dev.moru.gateway.configuration.Resource;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.configuration.ResourceStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The newest revision of each configuration resource whose owner has not reported it, those that others belong to first.
 * Monitoring and backup report nothing of sites and storage classes, and so are told of all of them.
 */
final class OpenRevisions {

    private static final String ALL = """
            select id, kind, scope, name, revision, spec::text as spec, status::text as status, deleting, created_at,
                   updated_at
            from configuration order by kind <> 'site', created_at, id
            """;

    private static final Set<String> REPORT_NOTHING = Set.of(Topics.MONITORING_COMMANDS, Topics.BACKUP_COMMANDS);

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;

    OpenRevisions(JdbcTemplate jdbc, MessageCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    List<OutboundMessage> messages(Requester requester) {
        var resources = jdbc.query(ALL, (row, n) -> read(row));
        Map<ResourceName, Resource> byName = new HashMap<>();
        resources.forEach(resource -> byName.put(resource.key(), resource));
        return resources.stream()
                .flatMap(resource -> open(resource, byName, requester))
                .toList();
    }

    private static Stream<OutboundMessage> open(
            Resource resource, Map<ResourceName, Resource> all, Requester requester) {
        var parent = resource.key().parent().map(all::get).orElse(null);
        var isOpen = resource.status().observedRevision() < resource.revision();
        return ConfigurationMessages.of(resource, parent, requester).stream()
                .filter(message -> isOpen || REPORT_NOTHING.contains(message.topic()));
    }

    private Resource read(ResultSet row) throws SQLException {
        var kind = ResourceKind.of(row.getString("kind"));
        return new Resource(
                row.getObject("id", UUID.class),
                new ResourceName(kind, row.getString("scope"), row.getString("name")),
                row.getLong("revision"),
                codec.read(row.getString("spec"), kind.specType()),
                codec.read(row.getString("status"), ResourceStatus.class),
                row.getBoolean("deleting"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
