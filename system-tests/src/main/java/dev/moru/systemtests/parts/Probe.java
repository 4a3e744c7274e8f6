package dev.moru.systemtests.parts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Whether a part can be used now. */
final class Probe {

    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private Probe() {}

    /** A service that says so itself. */
    static boolean isReady(int port) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port)))
                .timeout(PATIENCE)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), (int) PATIENCE.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A broker that answers, which is later than that it listens. */
    static boolean isBroker(int port) {
        if (!listens(port)) {
            return false;
        }
        var settings = Map.<String, Object>of(
                "bootstrap.servers", "127.0.0.1:" + port,
                "request.timeout.ms", (int) PATIENCE.toMillis(),
                "default.api.timeout.ms", (int) PATIENCE.toMillis());
        try (var admin = Admin.create(settings)) {
            return !admin.describeCluster()
                    .nodes()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
