package dev.moru.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.moru.contracts.alert.AlertFired;
import dev.moru.contracts.notification.Delivery;
import dev.moru.contracts.notification.DeliveryHeld;
import dev.moru.contracts.notification.Digest;
import dev.moru.contracts.notification.Grouping;
import dev.moru.contracts.notification.QuietHours;
import dev.moru.durable.FailPoint;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What waits to be sent with others. */
class HoldsIT extends NotificationScene {

    @Test
    void sendsTheFirstOfAGroupAtOnceAndTheOthersTogetherWhenTheWindowEnds() {
        apply(channel, 1, aWebhook(endpoint.url()));
        applyRoute(new Grouping(List.of("type"), Duration.ofSeconds(2)), null);

        var events = Stream.generate(this::siteReachable).limit(5).toList();

        await().untilAsserted(() -> assertThat(endpoint.received()).hasSize(2));
        assertThat(endpoint.received().get(0).body()).contains(events.get(0).toString());
        assertThat(endpoint.received().get(1).body())
                .contains(events.subList(1, 5).stream().map(UUID::toString).toList());
        var carrier = eventually(() -> succeeded(channel, delivery -> delivery.events() == 4));
        assertThat(grouped(channel)).hasSize(3).extracting(Delivery::carriedBy).containsOnly(carrier.id());
    }

    @Test
    void sendsEveryEventThatWasHeldWhenTheServiceDiesAtTheEndOfTheWindow() {
        FailPoint.arm("notification.before-release");
        apply(channel, 1, aWebhook(endpoint.url()));
        applyRoute(new Grouping(List.of(), Duration.ofSeconds(1)), null);

        var events = Stream.generate(this::siteReachable).limit(250).toList();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(endpoint.received().stream()
                                .map(Endpoint.Received::body)
                                .collect(Collectors.joining()))
                        .contains(events.stream().map(UUID::toString).toList()));
        assertThat(service.deliveriesIn("HELD", project)).isZero();
    }

    @Test
    void sendsAHoldThatIsLargerThanATransactionTakesToItsEnd() {
        apply(channel, 1, aWebhook(endpoint.url()));
        applyRoute(new Grouping(List.of(), Duration.ofHours(1)), null);
        var events = Stream.generate(this::siteReachable).limit(1_150).toList();
        await().atMost(Duration.ofSeconds(30)).until(() -> service.deliveriesIn("HELD", project) == 1_149);

        service.endHolds();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(endpoint.received()).hasSize(1 + 10 + 2));
        assertThat(endpoint.received().stream().map(Endpoint.Received::body).collect(Collectors.joining()))
                .contains(events.stream().map(UUID::toString).toList());
        assertThat(service.deliveriesIn("HELD", project)).isZero();
    }

    @Test
    void holdsInQuietHoursWhatIsNotCriticalAndShowsIt() {
        apply(channel, 1, aWebhook(endpoint.url()));
        var now = LocalTime.now(ZoneOffset.UTC);
        applyRoute(null, new QuietHours(now.minusHours(1), now.plusHours(1), "UTC"));

        var held = siteReachable();
        monitoringEvent(
                UUID.randomUUID(),
                new AlertFired(anAlert(UUID.randomUUID())),
                inProject().withSeverity("critical"));

        eventually(() -> succeeded(channel));
        var waiting = eventually(() -> spine.heard(DeliveryHeld.class)
                .map(DeliveryHeld::delivery)
                .filter(of(channel))
                .findFirst()
                .orElse(null));
        assertThat(waiting.eventId()).isEqualTo(held);
        assertThat(waiting.nextAttemptAt()).isAfter(Instant.now());
        assertThat(endpoint.received()).hasSize(1);
        assertThat(endpoint.received().get(0).body()).contains("dev.moru.alert.fired.v1");
    }

    @Test
    void sendsWhatAWindowHoldsWhenTheServiceIsStartedAnewMeanwhile() {
        apply(channel, 1, aWebhook(endpoint.url()));
        applyRoute(new Grouping(List.of(), Duration.ofSeconds(5)), null);
        var events = Stream.generate(this::siteReachable).limit(4).toList();
        await().until(() -> service.deliveriesIn("HELD", project) == 3);

        restart();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(endpoint.received()).hasSize(2));
        assertThat(endpoint.received().get(1).body())
                .contains(events.subList(1, 4).stream().map(UUID::toString).toList());
        assertThat(service.deliveriesIn("HELD", project)).isZero();
    }

    @Test
    void postsToSlackWhatQuietHoursHaveHeldWhenTheyEnd() {
        apply(channel, 1, toSlack(endpoint.url()));
        var now = LocalTime.now(ZoneOffset.UTC);
        applyRoute(null, new QuietHours(now.minusHours(1), now.plusSeconds(4), "UTC"));

        Stream.generate(this::siteReachable).limit(3).toList();

        await().until(() -> service.deliveriesIn("HELD", project) == 3);
        assertThat(endpoint.received()).isEmpty();
        assertThat(eventually(() -> succeeded(channel))).returns(3, Delivery::events);
        assertThat(endpoint.received()).hasSize(1);
        assertThat(endpoint.received().get(0).body()).contains("3 events", "Site lab can be reached again");
    }

    @Test
    void writesADigestInOneMailWhenItsTimeComes() throws Exception {
        var mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        try {
            apply(channel, 1, toMail(mailServer.getSmtp().getPort(), "en"));
            applyRoute(null, null, new Digest("0 4 1 1 *", "Asia/Seoul"));
            Stream.generate(this::siteReachable).limit(3).toList();
            await().until(() -> service.deliveriesIn("HELD", project) == 3);
            assertThat(mailServer.getReceivedMessages()).isEmpty();

            service.endHolds();

            assertThat(eventually(() -> succeeded(channel))).returns(3, Delivery::events);
            var mails = mailServer.getReceivedMessages();
            assertThat(mails).hasSize(1);
            assertThat(mails[0].getSubject()).isEqualTo("[Moru] 3 events: Site lab can be reached again, …");
            assertThat(grouped(channel)).hasSize(2);
        } finally {
            mailServer.stop();
        }
    }
}
