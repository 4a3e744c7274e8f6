package dev.moru.provisioning.server.persistence;

import dev.moru.provisioning.StateCodec;
import dev.moru.provisioning.server.ServerState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Servers as rows, read and written many at a time. */
public final class ServerTable {

    private static final String LOCK =
            "select id, state, clock_timestamp() from server where id = any(?) order by id for update";

    /**
     * A due time that lies ahead and is early enough stays: a look that finds nothing is cheap, while a change of the indexed
     * column makes every rewrite of the row a change of all its indexes.
     */
    private static final String SAVE = """
            insert into server as s (id, project, name, site, node, vm_id, spread, phase, lacks_configuration, due_at,
                                     revision, state)
            select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[],
                                 ?::boolean[], ?::timestamptz[], ?::bigint[], ?::json[])
            on conflict (id) do update set project = excluded.project, name = excluded.name, site = excluded.site,
              node = excluded.node, vm_id = excluded.vm_id, spread = excluded.spread, phase = excluded.phase,
              lacks_configuration = excluded.lacks_configuration,
              due_at = case when s.due_at <= excluded.due_at and s.due_at > now() then s.due_at
                            when excluded.due_at is null and s.due_at > now() then s.due_at
                            else excluded.due_at end,
              revision = s.revision + 1, state = excluded.state
            """;

    private final JdbcTemplate jdbc;
    private final StateCodec codec;

    public ServerTable(JdbcTemplate jdbc, StateCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    /** Servers that are locked until the transaction ends, and the time by the database's clock. */
    public record Locked(Instant now, Map<UUID, ServerState> states) {

        public ServerState stateOf(UUID server) {
            return states.getOrDefault(server, ServerState.unheardOf(server));
        }
    }

    /** Locks rows in key order. Those that are not there yet are absent from the answer. */
    public Locked lock(Collection<UUID> servers) {
        var states = new HashMap<UUID, ServerState>();
        var clock = new Instant[1];
        jdbc.query(
                LOCK,
                row -> {
                    var id = row.getObject(1, UUID.class);
                    states.put(id, codec.read(row.getString(2), ServerState.class));
                    clock[0] = row.getTimestamp(3).toInstant();
                },
                (Object) servers.toArray(UUID[]::new));
        return new Locked(clock[0] == null ? now() : clock[0], states);
    }

    public Instant now() {
        return jdbc.query(
                        "select clock_timestamp()",
                        (row, n) -> row.getTimestamp(1).toInstant())
                .get(0);
    }

    public Optional<ServerState> find(UUID server) {
        return jdbc
                .query(
                        "select state from server where id = ?",
                        (row, n) -> codec.read(row.getString(1), ServerState.class),
                        server)
                .stream()
                .findFirst();
    }

    public void save(List<ServerState> states) {
        var columns = new Columns(states.size());
        for (int i = 0; i < states.size(); i++) {
            columns.put(i, states.get(i), codec);
        }
        jdbc.update(
                SAVE,
                columns.ids,
                columns.projects,
                columns.names,
                columns.sites,
                columns.nodes,
                columns.vmIds,
                columns.spreads,
                columns.phases,
                columns.lacking,
                columns.dueTimes,
                columns.revisions,
                columns.states);
    }

    /** Servers whose time has come, a few at a time. */
    public List<UUID> due(int atMost) {
        return jdbc.queryForList(
                "select id from server where due_at <= now() order by due_at limit ?", UUID.class, atMost);
    }

    /** Servers with turns, up to a number of them, behind one. */
    public List<UUID> withTurns(UUID behind, int atMost) {
        return jdbc.queryForList(
                "select id from server where id > ? and json_array_length(state -> 'turns') > 0 order by id limit ?",
                UUID.class,
                behind,
                atMost);
    }

    public List<UUID> lackingConfiguration() {
        return jdbc.queryForList("select id from server where lacks_configuration order by id", UUID.class);
    }

    /** How many servers of a spread group stand on each node of a site. */
    public Map<String, Integer> spreadOf(String site, @Nullable String spread) {
        var byNode = new HashMap<String, Integer>();
        if (spread != null) {
            jdbc.query(
                    "select node, count(*) from server where site = ? and spread = ? and node is not null group by node",
                    row -> {
                        byNode.put(row.getString(1), row.getInt(2));
                    },
                    site,
                    spread);
        }
        return byNode;
    }

    /** Every server of a site that has a VM id. */
    public List<ServerState> onSite(String site) {
        return jdbc.query(
                "select state from server where site = ? and vm_id is not null order by id",
                (row, n) -> codec.read(row.getString(1), ServerState.class),
                site);
    }

    private static final class Columns {
        final UUID[] ids;
        final String[] projects;
        final String[] names;
        final String[] sites;
        final @Nullable String[] nodes;
        final @Nullable Integer[] vmIds;
        final @Nullable String[] spreads;
        final String[] phases;
        final Boolean[] lacking;
        final @Nullable String[] dueTimes;
        final Long[] revisions;
        final String[] states;

        Columns(int size) {
            ids = new UUID[size];
            projects = new String[size];
            names = new String[size];
            sites = new String[size];
            nodes = new String[size];
            vmIds = new Integer[size];
            spreads = new String[size];
            phases = new String[size];
            lacking = new Boolean[size];
            dueTimes = new String[size];
            revisions = new Long[size];
            states = new String[size];
        }

        void put(int i, ServerState state, StateCodec codec) {
            ids[i] = state.id();
            var server = state.server();
            if (server != null) {
                projects[i] = server.project();
                names[i] = server.name();
                sites[i] = server.spec().site();
                phases[i] = server.status().phase().name();
                if (state.reservation() != null) {
                    nodes[i] = server.status().node();
                    vmIds[i] = state.reservation().vmId();
                    spreads[i] = server.spec().placement().spread();
                }
            }
            lacking[i] = state.lacksConfiguration();
            dueTimes[i] = state.dueAt().map(Instant::toString).orElse(null);
            revisions[i] = 1L;
            states[i] = codec.write(state);
        }
    }
}
