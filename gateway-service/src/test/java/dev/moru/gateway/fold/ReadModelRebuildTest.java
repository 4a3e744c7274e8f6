package dev.moru.gateway.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.Event;
import dev.moru.contracts.Topics;
import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertFired;
import dev.moru.contracts.alert.AlertResolved;
import dev.moru.contracts.alert.AlertState;
import dev.moru.contracts.backup.RecoveryPoint;
import dev.moru.contracts.backup.RecoveryPointMet;
import dev.moru.contracts.backup.RecoveryPointMissed;
import dev.moru.contracts.notification.DeliveryDelayed;
import dev.moru.contracts.notification.DeliveryState;
import dev.moru.contracts.notification.DeliverySucceeded;
import dev.moru.contracts.notification.RedeliveryRefused;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.site.Guest;
import dev.moru.contracts.site.GuestsObserved;
import dev.moru.durable.MessageContext;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.gateway.journal.StoredEntriesOf;
import dev.moru.gateway.journal.TestJournal;
import dev.moru.gateway.testing.GatewayDatabase;
import dev.moru.gateway.testing.Happenings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ReadModelRebuildTest {

    private static final GatewayDatabase DATABASE = new GatewayDatabase();
    private static final List<String> MODELS = List.of(
            "server_view",
            "guest_view",
            "delivery_view",
            "alert_view",
            "recovery_point_view",
            "operation_log",
            "operation",
            "configuration");

    private final EventFold fold = FoldConfiguration.eventFold(
            DATABASE.jdbc(), GatewayDatabase.codec(), new TestJournal(DATABASE).journal(), new SimpleMeterRegistry());
    private final ReadModelRebuild rebuild = new ReadModelRebuild(
            ReadSide.turn(DATABASE), DATABASE.jdbc(), GatewayDatabase.codec(), StoredEntriesOf.database(DATABASE));
    private final Happenings happenings = new Happenings();
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    @AfterAll
    static void closeTheDatabase() {
        DATABASE.close();
    }

    @Test
    void makesTheSameReadModelsAsTheFold() {
        for (int i = 0; i < 50; i++) {
            fold(someEvents(20));
        }
        var before = contents();
        var indexes = indexes();

        var report = rebuild.run().orElseThrow();

        assertThat(report.events()).isEqualTo(position());
        assertSame(before);
        assertThat(indexes()).isEqualTo(indexes);
    }

    @Test
    void repairsWhatWasDamaged() {
        fold(someEvents(20));
        var before = contents();
        DATABASE.jdbc().update("update server_view set phase = 'LOST'");
        DATABASE.jdbc().update("delete from operation_log");
        DATABASE.jdbc().update("update operation set state = 'RUNNING', document = '{}'");

        rebuild.run();

        assertSame(before);
    }

    @Test
    void missesNothingThatIsFoldedMeanwhile() {
        fold(someEvents(2_000));

        var folding = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 100; i++) {
                fold(someEvents(10));
            }
        });
        rebuild.run();
        folding.join();

        var before = contents();
        rebuild.run();
        assertSame(before);
    }

    @Test
    void tellsWhetherTheReadModelsAreWhatTheJournalSays() {
        fold(someEvents(50));
        assertThat(rebuild.verify().orElseThrow()).allMatch(ModelVerdict::intact);

        DATABASE.jdbc()
                .update(
                        "update server_view set phase = 'DAMAGED' where id = (select min(id::text)::uuid from server_view)");
        DATABASE.jdbc().update("delete from operation_log where position = (select max(position) from operation_log)");
        DATABASE.jdbc()
                .update(
                        "update operation set state = 'RUNNING' where id = (select min(id::text)::uuid from operation)");

        assertThat(rebuild.verify().orElseThrow())
                .filteredOn(verdict -> !verdict.intact())
                .extracting(ModelVerdict::model)
                .containsExactlyInAnyOrder("server_view", "operation_log", "operation");
        rebuild.run();
        assertThat(rebuild.verify().orElseThrow()).allMatch(ModelVerdict::intact);
    }

    @Test
    void believesTheOrderOfAStreamAndNoClock() {
        var thing = UUID.randomUUID();
        var wrong = List.of(fired(thing), missed(thing), delayed(thing));
        happenings.turnClock(Duration.ofHours(-1));

        fold(wrong);
        fold(List.of(resolved(thing), met(thing), delivered(thing)));

        assertThatAllIsWell(thing);
        var before = contents();
        rebuild.run();
        assertSame(before);
    }

    @Test
    void showsThatADeliveryWasNotSentAgainUntilItIs() {
        var thing = UUID.randomUUID();
        var refused = told(Topics.NOTIFICATION_EVENTS, thing, new RedeliveryRefused(thing, "It is known no longer"));

        fold(List.of(delivered(thing)));
        fold(List.of(refused, told(Topics.NOTIFICATION_EVENTS, thing, new RedeliveryRefused(thing, "Nor now"))));

        var refusal = "select document ->> 'refusal' from delivery_view where id = ?";
        assertThat(text(refusal, thing)).isEqualTo("Nor now");
        assertThat(text("select state from delivery_view where id = ?", thing)).isEqualTo("DELIVERED");
        var before = contents();
        rebuild.run();
        assertSame(before);
        fold(List.of(delivered(thing), refused));
        assertThat(text(refusal, thing)).isNull();
    }

    @Test
    void takesADeadLetterThatIsHandledLateForWhatWas() {
        var apart = UUID.randomUUID();
        var atOnce = UUID.randomUUID();
        var late = List.of(fired(apart), missed(apart), delayed(apart));
        var first = List.of(fired(atOnce), missed(atOnce), delayed(atOnce));

        fold(List.of(resolved(apart), met(apart), delivered(apart)));
        fold(late);
        fold(Stream.concat(Stream.of(resolved(atOnce), met(atOnce), delivered(atOnce)), first.stream())
                .toList());

        assertThatAllIsWell(apart);
        assertThatAllIsWell(atOnce);
        var before = contents();
        rebuild.run();
        assertSame(before);
    }

    private static void assertThatAllIsWell(UUID thing) {
        assertThat(text("select state from alert_view where id = ?", thing)).isEqualTo("RESOLVED");
        assertThat(text("select met from recovery_point_view where server_id = ?", thing))
                .isEqualTo("t");
        assertThat(text("select state from delivery_view where id = ?", thing)).isEqualTo("DELIVERED");
    }

    private static String text(String query, UUID id) {
        return DATABASE.jdbc().queryForObject(query, String.class, id);
    }

    private InboundMessage fired(UUID alert) {
        return told(Topics.MONITORING_EVENTS, alert, new AlertFired(alertOf(alert, AlertState.FIRING)));
    }

    private InboundMessage resolved(UUID alert) {
        return told(Topics.MONITORING_EVENTS, alert, new AlertResolved(alertOf(alert, AlertState.RESOLVED)));
    }

    private InboundMessage missed(UUID server) {
        return told(Topics.BACKUP_EVENTS, server, new RecoveryPointMissed(pointOf(server)));
    }

    private InboundMessage met(UUID server) {
        return told(Topics.BACKUP_EVENTS, server, new RecoveryPointMet(pointOf(server)));
    }

    private InboundMessage delayed(UUID delivery) {
        var delayed = new DeliveryDelayed(Happenings.delivery(delivery, DeliveryState.PENDING));
        return told(Topics.NOTIFICATION_EVENTS, delivery, delayed);
    }

    private InboundMessage delivered(UUID delivery) {
        var delivered = new DeliverySucceeded(Happenings.delivery(delivery, DeliveryState.DELIVERED));
        return told(Topics.NOTIFICATION_EVENTS, delivery, delivered);
    }

    private InboundMessage told(String topic, UUID subject, Event body) {
        return happenings.event(topic, subject.toString(), body, MessageContext.NONE);
    }

    private static Alert alertOf(UUID id, AlertState state) {
        return Happenings.alert(id, "default", state, null);
    }

    private static RecoveryPoint pointOf(UUID server) {
        return new RecoveryPoint(server, "web", new UUID(9, 9), "daily", null, Happenings.TIME);
    }

    private void fold(List<InboundMessage> messages) {
        DATABASE.transaction().executeWithoutResult(status -> fold.handle(messages));
    }

    private synchronized List<InboundMessage> someEvents(int count) {
        var events = new ArrayList<InboundMessage>();
        while (events.size() < count) {
            events.addAll(lifeOf(new UUID(7, random.nextInt(200)), UUID.randomUUID()));
        }
        return events;
    }

    private List<InboundMessage> lifeOf(UUID server, UUID operation) {
        var phases = ServerPhase.values();
        return List.of(
                happenings.progressed(Happenings.operation(operation, "server.reboot", server, OperationState.RUNNING)),
                happenings.observed(Happenings.server(server, "web", phases[random.nextInt(phases.length)])),
                happenings.log(operation, 0, "one", "two"),
                happenings.event(
                        Topics.PROVISIONING_EVENTS,
                        server.toString(),
                        new GuestsObserved(
                                server,
                                "site-" + random.nextInt(3),
                                Happenings.TIME,
                                List.of(new Guest(
                                        100 + random.nextInt(5), "qemu", "a", "lab1", "running", "unmanaged", null))),
                        MessageContext.NONE),
                happenings.ended(
                        Happenings.operation(operation, "server.reboot", server, OperationState.SUCCEEDED),
                        null,
                        true));
    }

    private static Map<String, List<Map<String, Object>>> contents() {
        var contents = new LinkedHashMap<String, List<Map<String, Object>>>();
        for (var model : MODELS) {
            contents.put(
                    model,
                    DATABASE.jdbc().queryForList("select to_jsonb(m)::text as row from " + model + " m order by 1"));
        }
        return contents;
    }

    private static void assertSame(Map<String, List<Map<String, Object>>> before) {
        var now = contents();
        for (var model : MODELS) {
            assertThat(now.get(model)).as(model).hasSameSizeAs(before.get(model));
            for (int i = 0; i < now.get(model).size(); i++) {
                assertThat(now.get(model).get(i))
                        .as(model)
                        .isEqualTo(before.get(model).get(i));
            }
        }
    }

    private static List<String> indexes() {
        return DATABASE.jdbc()
                .queryForList("select indexdef from pg_indexes where schemaname = 'gateway' order by 1", String.class);
    }

    private static long position() {
        return DATABASE.jdbc().queryForObject("select position from journal_end", Long.class);
    }
}
