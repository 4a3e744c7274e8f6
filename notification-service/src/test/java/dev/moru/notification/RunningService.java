package dev.moru.notification;

import dev.moru.embedded.testing.ServiceUnderTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service as it runs alone, on real stores and with pauses short enough to wait for. */
record RunningService(ConfigurableApplicationContext context) implements AutoCloseable {

    static RunningService start(ServiceUnderTest stores) {
        var application = new SpringApplication(NotificationService.class);
        return new RunningService(application.run(arguments(stores)));
    }

    private static String[] arguments(ServiceUnderTest stores) {
        return stores.arguments(
                "moru.durable.work.poll=100ms",
                "moru.durable.work.lease=4s",
                "moru.durable.work.call-timeout=2s",
                "moru.durable.work.workers=8",
                "moru.notification.allowed-addresses=127.0.0.0/8",
                "moru.notification.attempt-timeout=1s",
                "moru.notification.attempts-per-channel=2",
                "moru.notification.retry.first-pause=50ms",
                "moru.notification.retry.longest-pause=3s",
                "moru.notification.retry.attempts=4");
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** How many attempts wait or are under way. */
    int workItems() {
        return bean(JdbcClient.class)
                .sql("select count(*) from work")
                .query(Integer.class)
                .single();
    }

    /** How many rows of a table were read since it was made. */
    long rowsRead(String table) {
        return bean(JdbcClient.class)
                .sql("select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_user_tables where relname = ?")
                .param(table)
                .query(Long.class)
                .single();
    }

    void update(String statement, UUID id) {
        bean(JdbcClient.class).sql(statement).param(id).update();
    }

    /** Makes an event and its deliveries look older than they are. */
    void age(UUID event, Duration by) {
        var jdbc = bean(JdbcClient.class);
        jdbc.sql("update event set received_at = received_at - make_interval(secs => ?) where id = ?")
                .params(by.toSeconds(), event)
                .update();
        jdbc.sql("update delivery set updated_at = updated_at - make_interval(secs => ?) where event_id = ?")
                .params(by.toSeconds(), event)
                .update();
    }

    /** Lets everything that deliveries wait for end at once. */
    void endHolds() {
        var jdbc = bean(JdbcClient.class);
        jdbc.sql("update hold set due_at = now()").update();
        jdbc.sql("update timer set due_at = now() where key like 'release:%'").update();
    }

    int deliveriesIn(String state, String project) {
        return bean(JdbcClient.class)
                .sql("select count(*) from delivery where state = ? and project = ?")
                .params(state, project)
                .query(Integer.class)
                .single();
    }

    boolean knowsEvent(UUID event) {
        return bean(JdbcClient.class)
                .sql("select exists (select 1 from event where id = ?)")
                .param(event)
                .query(Boolean.class)
                .single();
    }

    String get(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
