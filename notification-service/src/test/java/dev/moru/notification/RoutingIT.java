package dev.moru.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.notification.route.CurrentRouting;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Routes and channels are read when they have changed, and not otherwise. */
class RoutingIT extends NotificationScene {

    private static final int EVENTS = 20;
    private static final int CHANNELS = 100;

    @Test
    void readsOneRowForThePollOfAnEventHoweverManyChannelsThereAre() {
        Stream.generate(UUID::randomUUID).limit(CHANNELS).forEach(id -> apply(id, 1, aWebhook(endpoint.url())));
        connect(aWebhook(endpoint.url()));
        siteReachable();
        eventually(() -> succeeded(channel));
        long polls = service.rowsRead("routing");
        long rows = service.rowsRead("channel") + service.rowsRead("route");

        for (int n = 0; n < EVENTS; n++) {
            var event = siteReachable();
            eventually(() -> succeeded(channel, delivery -> delivery.eventId().equals(event)));
        }

        // PostgreSQL tells what was read some seconds later.
        await().atMost(Duration.ofSeconds(30)).until(() -> service.rowsRead("routing") - polls >= EVENTS);
        long read = service.rowsRead("channel") + service.rowsRead("route") - rows;
        assertThat(read).isLessThan(EVENTS * CHANNELS / 2);
    }

    @Test
    void goesByWhatAnyReplicaHasCommitted() {
        connect(aWebhook(endpoint.url()));
        var routing = service.bean(CurrentRouting.class);
        var before = routing.get();

        assertThat(routing.get()).isSameAs(before);
        service.update("update channel set ailing = not ailing where id = ?", channel);
        assertThat(routing.get()).isSameAs(before);
        service.update("update route set name = 'another' where id = ?", route);
        var renamed = routing.get();
        assertThat(renamed).isNotSameAs(before);
        service.update("delete from channel where id = ?", channel);
        assertThat(routing.get()).isNotSameAs(renamed);
    }
}
