package dev.moru.systemtests.load;

import dev.moru.systemtests.history.Alarm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** In the place of Alertmanager: a few alerts come and go, and what is not taken is reported again. */
public final class Alarms implements AutoCloseable {

    private static final int ALERTS = 12;
    private static final long PAUSE_MILLIS = 700;
    private static final int LEAST_REFUSAL = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LAST_WORDS = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI url;
    private final String token;
    private final Journal<Alarm> log;
    private final Thread thread;
    private volatile boolean stopped;

    /**
     * @param url where reports are taken
     * @param directory where those are written that were
     */
    public Alarms(URI url, String token, Path directory) {
        this.url = url;
        this.token = token;
        this.log = new Journal<>(directory.resolve("alarms.jsonl"));
        this.thread = new Thread(this::play, "alarms");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** In the order in which they were taken. */
    public List<Alarm> taken() {
        return log.entries();
    }

    /** Alerts take turns to fire, and each is over when the one before it comes again. */
    private void play() {
        var firing = new Alarm[ALERTS];
        for (int next = 0; !stopped; next = (next + 1) % ALERTS) {
            var over = firing[(next + 1) % ALERTS];
            if (over != null) {
                insist(new Alarm(over.fingerprint(), over.startsAt(), false));
            }
            firing[next] = new Alarm("chaos-" + next, Instant.now().truncatedTo(ChronoUnit.MILLIS), true);
            insist(firing[next]);
        }
    }

    /** What was not answered may have been taken, so that nobody knows how it stands until it is. */
    private void insist(Alarm alarm) {
        do {
            Client.pause(PAUSE_MILLIS);
        } while (!isTaken(alarm) && !Thread.currentThread().isInterrupted());
    }

    private boolean isTaken(Alarm alarm) {
        var request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("alerts", List.of(entry(alarm))))))
                .build();
        try {
            var taken = http.send(request, BodyHandlers.discarding()).statusCode() < LEAST_REFUSAL;
            if (taken) {
                log.append(alarm);
            }
            return taken;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Map<String, ?> entry(Alarm alarm) {
        return Map.of(
                "status", alarm.firing() ? "firing" : "resolved",
                "fingerprint", alarm.fingerprint(),
                "startsAt", alarm.startsAt(),
                "endsAt", alarm.firing() ? Instant.EPOCH.minusSeconds(1) : Instant.now(),
                "labels", Map.of("alertname", alarm.fingerprint(), "severity", "warning"),
                "annotations", Map.of("summary", "it is only an exercise"));
    }

    /** What was begun is still reported. */
    public void stop() {
        stopped = true;
        try {
            thread.join(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        log.close();
    }
}
