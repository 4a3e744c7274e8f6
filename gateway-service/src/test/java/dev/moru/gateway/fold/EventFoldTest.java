package dev.moru.gateway.fold;

import static dev.moru.contracts.operation.OperationState.FAILED;
import static dev.moru.contracts.operation.OperationState.RUNNING;
import static dev.moru.contracts.operation.OperationState.SUCCEEDED;
import static dev.moru.gateway.testing.Happenings.operation;
import static dev.moru.gateway.testing.Happenings.server;
import static dev.moru.gateway.testing.Happenings.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.Event;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.CleanupState;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.site.ConfigurationApplied;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.ConfigurationRemoved;
import dev.moru.contracts.site.Guest;
import dev.moru.contracts.site.GuestsObserved;
import dev.moru.durable.MessageContext;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.gateway.journal.TestJournal;
import dev.moru.gateway.testing.GatewayDatabase;
import dev.moru.gateway.testing.Happenings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EventFoldTest {

    private static final GatewayDatabase DATABASE = new GatewayDatabase();

    private final TestJournal journal = new TestJournal(DATABASE);
    private final EventFold fold = FoldConfiguration.eventFold(
            DATABASE.jdbc(), GatewayDatabase.codec(), journal.journal(), new SimpleMeterRegistry());
    private final Happenings happenings = new Happenings();
    private final UUID server = UUID.randomUUID();
    private final UUID operation = UUID.randomUUID();

    @AfterAll
    static void closeTheDatabase() {
        DATABASE.close();
    }

    @Test
    void replacesTheDocumentOfAnAcceptedOperation() {
        accepted("server.create");

        fold(happenings.progressed(operation(operation, "server.create", server, RUNNING)));

        assertThat(row("operation", operation)).containsEntry("state", "RUNNING");
        assertThat(document("operation", operation)).contains("\"state\": \"RUNNING\"");
    }

    @Test
    void takesAnEndOnceAndForGood() {
        accepted("server.create");

        fold(
                happenings.ended(operation(operation, "server.create", server, SUCCEEDED), spec("web-01", 2), true),
                happenings.progressed(operation(operation, "server.create", server, RUNNING)));
        fold(happenings.ended(operation(operation, "server.create", server, FAILED), null, false));

        assertThat(row("operation", operation)).containsEntry("state", "SUCCEEDED");
        assertThat(row("head", server)).containsEntry("open_operations", 0).containsEntry("gone_at", null);
    }

    @Test
    void bringsTheSpecInForceWhenTheLastOpenChangeHasEnded() {
        accepted("server.create");
        var second = accepted("server.update");

        fold(happenings.ended(operation(operation, "server.create", server, SUCCEEDED), spec("web-01", 8), true));
        assertThat(row("head", server)).containsEntry("version", 1L).containsEntry("open_operations", 1);

        fold(happenings.ended(operation(second, "server.update", server, FAILED), spec("web-01", 4), true));
        assertThat(row("head", server)).containsEntry("version", 2L).containsEntry("open_operations", 0);
        assertThat(text("select spec ->> 'cores' from head where id = ?", server))
                .isEqualTo("4");
    }

    @Test
    void keepsTheVersionWhenTheSpecInForceIsTheAcceptedOne() {
        accepted("server.create");

        fold(happenings.ended(operation(operation, "server.create", server, SUCCEEDED), spec("web-01", 2), true));

        assertThat(row("head", server)).containsEntry("version", 1L);
    }

    @Test
    void freesTheNameOfWhatWasNotKept() {
        accepted("server.create");

        fold(happenings.ended(operation(operation, "server.create", server, FAILED), null, false));

        assertThat(row("head", server).get("gone_at")).isNotNull();
    }

    @Test
    void holdsTheNameUntilTheLastLeftoverIsRemoved() {
        accepted("server.create");

        fold(happenings.ended(withCleanup(CleanupState.PENDING), null, false));
        assertThat(row("head", server)).containsEntry("gone_at", null);

        fold(happenings.cleaned(withCleanup(CleanupState.DONE)));
        assertThat(row("head", server).get("gone_at")).isNotNull();
        assertThat(document("operation", operation)).contains("\"cleanup\": \"DONE\"");
    }

    @Test
    void clearsTheDeletingMarkWhenADeleteDidNotSucceed() {
        accepted("server.delete");
        DATABASE.jdbc().update("update head set deleting = true where id = ?", server);

        fold(happenings.ended(operation(operation, "server.delete", server, FAILED), spec("web-01", 2), true));

        assertThat(row("head", server)).containsEntry("deleting", false).containsEntry("gone_at", null);
    }

    @Test
    void insertsOperationsFromInsideWithoutCountingThem() {
        accepted("server.create");
        var inside = UUID.randomUUID();

        fold(
                happenings.progressed(operation(inside, "server.backup", server, RUNNING)),
                happenings.ended(operation(inside, "server.backup", server, SUCCEEDED), null, true));

        assertThat(row("operation", inside)).containsEntry("state", "SUCCEEDED").containsEntry("request", null);
        assertThat(row("head", server)).containsEntry("open_operations", 1);
    }

    @Test
    void keepsShowingACancelThatItsOwnerHasNotReadYet() {
        accepted("server.create");
        DATABASE.jdbc()
                .update(
                        "update operation set document = jsonb_set(document, '{cancel}', '\"REQUESTED\"') where id = ?",
                        operation);

        fold(happenings.progressed(operation(operation, "server.create", server, RUNNING)));

        assertThat(document("operation", operation)).contains("\"cancel\": \"REQUESTED\"");
    }

    @Test
    void showsServersAsLastReported() {
        fold(
                happenings.observed(server(server, "web-01", ServerPhase.CREATING)),
                happenings.observed(server(server, "web-01", ServerPhase.READY)));

        assertThat(row("server_view", server)).containsEntry("phase", "READY").containsEntry("vm_id", 2001);
    }

    @Test
    void replacesTheGuestsOfASiteAsAWhole() {
        var site = "site-" + server;
        fold(guests(site, 100, 101), guests(site, 101, 102));

        assertThat(DATABASE.jdbc()
                        .queryForList("select vm_id from guest_view where site = ? order by 1", Integer.class, site))
                .containsExactly(101, 102);
    }

    @Test
    void keepsTheStatusOfConfigurationBesideWhatWasAccepted() {
        configuration(false);

        fold(
                configurationEvent(new ConfigurationApplied(ConfigurationKind.PRESET, server, "small", 2, List.of())),
                configurationEvent(new ConfigurationRemoved(ConfigurationKind.PRESET, server, "small", 3)));

        assertThat(text("select status ->> 'observedRevision' from configuration where id = ?", server))
                .isEqualTo("2");
    }

    @Test
    void forgetsConfigurationThatItsOwnerHasForgotten() {
        configuration(true);

        fold(configurationEvent(new ConfigurationRemoved(ConfigurationKind.PRESET, server, "small", 3)));

        assertThat(DATABASE.jdbc().queryForList("select 1 from configuration where id = ?", server))
                .isEmpty();
    }

    @Test
    void keepsEventsOfUnknownTypesInTheJournal() {
        fold(happenings.ofUnknownType(server.toString(), "{\"a\":1}"));
        fold(happenings.ofUnknownType(server.toString(), "no JSON"));

        assertThat(DATABASE.jdbc()
                        .queryForList(
                                "select convert_from(data, 'UTF8') from journal where subject = ? order by position",
                                String.class,
                                server.toString()))
                .containsExactly("{\"a\":1}", "\"no JSON\"");
    }

    @Test
    void pointsToTheEntriesThatHoldLogLines() {
        fold(happenings.log(operation, 0, "one", "two"), happenings.log(operation, 2, "three"));

        assertThat(DATABASE.jdbc()
                        .queryForList(
                                "select first_n || '-' || last_n from operation_log where operation = ? order by first_n",
                                String.class,
                                operation))
                .containsExactly("0-1", "2-2");
    }

    @Test
    void givesPositionsInTheOrderOfCommitsAndWithoutGaps() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var done = new ArrayList<Future<?>>();
            for (int i = 0; i < 4; i++) {
                var own = new Happenings();
                done.add(threads.submit(() -> IntStream.range(0, 25)
                        .forEach(n -> fold(
                                own.observed(server(UUID.randomUUID(), "web-" + n, ServerPhase.READY)),
                                own.observed(server(UUID.randomUUID(), "db-" + n, ServerPhase.READY))))));
            }
            for (var task : done) {
                task.get();
            }
        } finally {
            threads.shutdownNow();
        }

        var positions = DATABASE.jdbc().queryForList("select position from journal order by position", Long.class);
        assertThat(positions)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, positions.size()).boxed().toList());
    }

    private void fold(InboundMessage... messages) {
        DATABASE.transaction().executeWithoutResult(status -> fold.handle(List.of(messages)));
    }

    private UUID accepted(String kind) {
        boolean first = DATABASE.jdbc()
                .queryForList("select 1 from head where id = ?", server)
                .isEmpty();
        if (first) {
            DATABASE.jdbc()
                    .update(
                            """
                            insert into head (id, project, name, site, origin, version, accepted_sequence, protected, spec,
                                              open_operations, created_at, updated_at)
                            values (?, 'default', ?, 'lab', 'created', 1, 1, false, ?::jsonb, 0, now(), now())
                            """,
                            server,
                            "web-" + server,
                            GatewayDatabase.codec().write(spec("web-01", 2)));
        }
        var id = first ? operation : UUID.randomUUID();
        DATABASE.jdbc().update("update head set open_operations = open_operations + 1 where id = ?", server);
        DATABASE.jdbc()
                .update(
                        """
                        insert into operation (id, kind, project, site, target_kind, target_id, target_name, subject, actor,
                                               state, created_at, updated_at, deadline_at, document, request)
                        values (?, ?, 'default', 'lab', 'server', ?, 'web-01', ?, 'user:admin', 'ACCEPTED', now(), now(),
                                now(), ?::jsonb, '{}')
                        """,
                        id,
                        kind,
                        server,
                        server.toString(),
                        GatewayDatabase.codec().write(operation(id, kind, server, RUNNING)));
        return id;
    }

    private Operation withCleanup(CleanupState cleanup) {
        return operation(operation, "server.create", server, FAILED, cleanup, List.of());
    }

    private InboundMessage guests(String site, int... vmIds) {
        var guests = IntStream.of(vmIds)
                .mapToObj(vmId -> new Guest(vmId, "qemu", "vm-" + vmId, "lab1", "running", "unmanaged", null))
                .toList();
        return happenings.event(
                Topics.PROVISIONING_EVENTS,
                server.toString(),
                new GuestsObserved(server, site, Happenings.TIME, guests),
                MessageContext.NONE);
    }

    private InboundMessage configurationEvent(Event body) {
        return happenings.event(Topics.PROVISIONING_EVENTS, server.toString(), body, MessageContext.NONE);
    }

    private void configuration(boolean deleting) {
        DATABASE.jdbc().update("""
                        insert into configuration (id, kind, scope, name, revision, spec, deleting, created_at, updated_at)
                        values (?, 'preset', '', ?, 3, '{}', ?, now(), now())
                        """, server, "preset-" + server, deleting);
    }

    private static Map<String, Object> row(String table, UUID id) {
        return DATABASE.jdbc().queryForMap("select * from " + table + " where id = ?", id);
    }

    private static String document(String table, UUID id) {
        return text("select document::text from " + table + " where id = ?", id);
    }

    private static String text(String query, UUID id) {
        return DATABASE.jdbc().queryForObject(query, String.class, id);
    }
}
