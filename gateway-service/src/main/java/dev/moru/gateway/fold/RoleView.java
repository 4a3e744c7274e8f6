package dev.moru.gateway.fold;

import dev.moru.contracts.role.RoleDefinition;
import dev.moru.contracts.role.RolesPublished;
import dev.moru.durable.MessageCodec;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The roles that servers can be given, as they were told last. */
final class RoleView implements ReadModel {

    static final String TABLE = "role_view";

    private static final String FORGET = "delete from %s";
    private static final String INSERT = """
            insert into %s (name, document)
            select name, document::jsonb from unnest(?::text[], ?::text[]) as d(name, document)
            """;

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;
    private final String forget;
    private final String insert;

    RoleView(JdbcTemplate jdbc, MessageCodec codec, String table) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.forget = FORGET.formatted(table);
        this.insert = INSERT.formatted(table);
    }

    @Override
    public void fold(List<FoldedEvent> events) {
        var told = FoldedEvent.bodies(events, RolesPublished.class);
        if (told.isEmpty()) {
            return;
        }
        var roles = told.get(told.size() - 1).roles();
        jdbc.update(forget);
        jdbc.update(insert, Column.of(roles, RoleDefinition::name), Column.of(roles, codec::write));
    }
}
