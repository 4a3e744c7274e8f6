package dev.moru.systemtests.load;

import dev.moru.systemtests.history.Exchange;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Several users at once, from start to stop. */
public final class Workload implements AutoCloseable {

    /** A backup policy that some servers name, and that has to be there. */
    public static final String POLICY = User.POLICY;

    private static final int USERS = 6;
    private static final long LEAST_LONGEST_PAUSE_MILLIS = 400;

    /** A run of hours asks at longer intervals, so that its history fits into memory. */
    private static final long MOST_SCENARIOS = 20_000;

    private static final Duration LAST_WORDS = Duration.ofSeconds(60);

    private final ExecutorService threads = Executors.newFixedThreadPool(USERS);
    private final Estate estate = new Estate();
    private final List<URI> gateways;
    private final String token;
    private final Journal<Exchange> log;
    private final long longestPauseMillis;
    private volatile boolean stopped;

    /**
     * @param length of the run
     * @param directory where the clients' log is written
     */
    public Workload(List<URI> gateways, String token, Duration length, Path directory) {
        this.gateways = gateways;
        this.token = token;
        this.log = new Journal<>(directory.resolve("clients.jsonl"), Exchange::inShort);
        this.longestPauseMillis = Math.max(LEAST_LONGEST_PAUSE_MILLIS, 2 * USERS * length.toMillis() / MOST_SCENARIOS);
    }

    public void start(RandomGenerator.SplittableGenerator seed) {
        for (int i = 0; i < USERS; i++) {
            var random = seed.split();
            var client = new Client(i, gateways, token, log, random);
            var user = new User(new Session(client, estate, random, () -> !stopped));
            threads.execute(() -> play(user, random));
        }
    }

    private void play(User user, RandomGenerator random) {
        while (!stopped) {
            user.play(Scenario.draw(random));
            Client.pause(random.nextLong(longestPauseMillis));
        }
    }

    /** Nothing new is asked for; what was asked is still answered. */
    public void stop() {
        stopped = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("a client still waits after " + LAST_WORDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public List<Exchange> exchanges() {
        return log.entries();
    }

    /** The operations of which somebody was told that they were accepted. */
    public List<UUID> accepted() {
        return exchanges().stream()
                .flatMap(exchange -> exchange.operation().stream())
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
        log.close();
    }
}
