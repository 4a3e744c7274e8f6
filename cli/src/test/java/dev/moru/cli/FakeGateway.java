package dev.moru.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plays the shapes of the API: each route answers what was scripted, in order, the last answer again and again. */
final class FakeGateway implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Answer>> routes = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    FakeGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param route method and path, with the query where it matters: {@code GET /api/v1/info} */
    FakeGateway on(String route, Answer... answers) {
        routes.put(route, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    List<Request> requests() {
        return requests;
    }

    List<Request> requests(String method) {
        return requests.stream()
                .filter(request -> request.method().equals(method))
                .toList();
    }

    Request only(String method) {
        var found = requests(method);
        if (found.size() != 1) {
            throw new AssertionError("not one " + method + " but " + found);
        }
        return found.get(0);
    }

    static Answer json(int status, String body, String... headers) {
        return new Answer(status, "application/json", body, List.of(headers));
    }

    static Answer problem(int status, String body, String... headers) {
        return new Answer(status, "application/problem+json", body, List.of(headers));
    }

    static Answer events(String... events) {
        return new Answer(200, "text/event-stream", String.join("", events), List.of());
    }

    static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }

    static String event(String id, String name, String data) {
        return "id: " + id + "\n" + event(name, data);
    }

    /** The connection is cut without an answer. */
    static Answer cut() {
        return new Answer(-1, "", "", List.of());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = Request.of(exchange);
            requests.add(request);
            var answer = next(request);
            if (answer.status() < 0) {
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            for (var index = 0; index < answer.headers().size(); index += 2) {
                exchange.getResponseHeaders()
                        .add(answer.headers().get(index), answer.headers().get(index + 1));
            }
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer next(Request request) {
        var scripted = routes.getOrDefault(
                request.method() + " " + request.target(), routes.get(request.method() + " " + request.path()));
        if (scripted == null) {
            return problem(
                    404, "{\"title\":\"Not found\",\"detail\":\"nothing is scripted for " + request.line() + "\"}");
        }
        synchronized (scripted) {
            return scripted.size() > 1 ? scripted.removeFirst() : scripted.getFirst();
        }
    }

    record Answer(int status, String contentType, String body, List<String> headers) {}

    record Request(String method, String target, Map<String, List<String>> headers, String body) {

        static Request of(HttpExchange exchange) throws IOException {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var target = exchange.getRequestURI().toString();
            return new Request(exchange.getRequestMethod(), target, Map.copyOf(exchange.getRequestHeaders()), body);
        }

        String path() {
            return target.split("\\?", 2)[0];
        }

        String line() {
            return method + " " + target;
        }

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }

        JsonNode json() {
            return JSON.readTree(body);
        }
    }
}
