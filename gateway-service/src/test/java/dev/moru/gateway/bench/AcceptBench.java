package dev.moru.gateway.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.moru.gateway.Lab;
import dev.moru.gateway.RunningGateway;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Accepted commands a second over 32 connections, beside single-row inserts with a commit each (B1). */
public final class AcceptBench {

    private static final int CONNECTIONS = 32;
    private static final Duration LENGTH = Duration.ofSeconds(10);

    private AcceptBench() {}

    public static void main(String[] arguments) throws Exception {
        try (var gateway = RunningGateway.start("--logging.level.root=warn")) {
            Lab.configure(gateway.client());
            var names = new AtomicInteger();
            for (int round = 0; round < 3; round++) {
                perSecond("warming up        ", () -> creator(gateway, names));
            }
            for (int round = 0; round < 3; round++) {
                var floor = perSecond("single-row inserts", () -> inserter(gateway));
                var accepts = perSecond("accepted creates  ", () -> creator(gateway, names));
                System.out.printf("ratio %.2f%n", accepts / floor);
            }
        }
        System.exit(0);
    }

    private static double perSecond(String what, Callable<Callable<Void>> client) throws Exception {
        var done = new AtomicInteger();
        var cpu = cpuNanos();
        var until = System.nanoTime() + LENGTH.toNanos();
        var pool = Executors.newFixedThreadPool(CONNECTIONS);
        var clients = IntStream.range(0, CONNECTIONS)
                .<Callable<Void>>mapToObj(n -> () -> {
                    var call = client.call();
                    while (System.nanoTime() < until) {
                        call.call();
                        done.incrementAndGet();
                    }
                    return null;
                })
                .collect(Collectors.toList());
        for (var result : pool.invokeAll(clients)) {
            result.get();
        }
        pool.shutdown();
        var rate = done.get() / (double) LENGTH.toSeconds();
        System.out.printf(
                "%s %.0f/s, %.2f ms CPU of this process each%n", what, rate, (cpuNanos() - cpu) / 1e6 / done.get());
        return rate;
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static Callable<Void> inserter(RunningGateway gateway) throws Exception {
        var database = gateway.database();
        var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        connection.createStatement().execute("create table if not exists floor (id bigserial primary key, text text)");
        var insert = connection.prepareStatement("insert into floor (text) values (?)");
        return () -> {
            insert.setString(1, "a row like any other");
            insert.executeUpdate();
            return null;
        };
    }

    private static Callable<Void> creator(RunningGateway gateway, AtomicInteger names) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var request = HttpRequest.newBuilder(URI.create(gateway.url() + "/api/v1/projects/default/servers"))
                .header("Authorization", "Bearer " + RunningGateway.ADMIN_TOKEN)
                .header("Content-Type", "application/json");
        return () -> {
            var body = "{\"name\": \"b-%d\", \"image\": \"debian-12\"}".formatted(names.incrementAndGet());
            var answer = http.send(
                    request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() != 202) {
                throw new IllegalStateException("answered " + answer.statusCode());
            }
            return null;
        };
    }
}
