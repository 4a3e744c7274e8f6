package dev.moru.systemtests.load;

import dev.moru.systemtests.history.Exchange;
import dev.moru.systemtests.load.Client.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Plays scenarios. What it asks for is asked again until it is answered, always under the same key. */
final class User {

    static final String POLICY = "often";

    private static final String PROJECT = "/api/v1/projects/default/";
    private static final String SERVERS = PROJECT + "servers";
    private static final String OPERATIONS = "/api/v1/operations/";
    private static final List<String> POWER = List.of("start", "stop", "reboot", "reboot");

    /** Short, so that what hangs ends within the run. */
    private static final List<String> DEADLINES = List.of("PT1M", "PT2M");

    private static final int MOST_SERVERS = 40;
    private static final int TWINS = 6;
    private static final int BULK = 5;
    private static final int LOOKED_AT = 8;
    private static final int NOT_FOUND = 404;

    private final Client client;
    private final Estate estate;
    private final RandomGenerator random;
    private final BooleanSupplier goOn;

    User(Client client, Estate estate, RandomGenerator random, BooleanSupplier goOn) {
        this.client = client;
        this.estate = estate;
        this.random = random;
        this.goOn = goOn;
    }

    void play(Scenario scenario) {
        switch (scenario) {
            case CREATE -> create();
            case POWER -> onServer(server -> request("POST", server + ":" + any(POWER), Map.of()));
            case UPDATE -> onServer(server -> request("PATCH", server, Map.of("cores", 1 + random.nextInt(4))));
            case CONFIGURE -> onServer(server -> request("POST", server + ":configure", Map.of()));
            case BACK_UP -> onServer(server -> request("POST", server + "/backups", Map.of()));
            case REMOVE_BACKUP -> removeBackup();
            case DELETE -> estate.anyServer(random).ifPresent(this::delete);
            case BULK -> bulk();
            case CANCEL -> onOperation(operation -> new Request("POST", operation + ":cancel", null, ""));
            case RETRY -> retry();
            case TWINS -> twins();
            case IMPOSTOR -> impostor();
        }
    }

    private void create() {
        if (estate.size() >= MOST_SERVERS) {
            estate.oldestServer().ifPresent(this::delete);
            return;
        }
        var created = insist(creation());
        if (created.isAccepted() && created.answer() != null) {
            estate.add(
                    UUID.fromString(created.answer().path("target").path("id").asString()));
        }
    }

    private Request creation() {
        var server = new HashMap<String, Object>(Map.of(
                "name",
                "s-" + Long.toString(random.nextLong() >>> 20, 36),
                "image",
                "debian-12",
                "preset",
                "small",
                "deadline",
                any(DEADLINES),
                "onFailure",
                random.nextInt(5) == 0 ? "keep" : "rollback",
                "roles",
                random.nextInt(3) == 0 ? List.of("node_exporter") : List.of()));
        if (random.nextInt(6) == 0) {
            server.put("backupPolicy", POLICY);
        }
        return request("POST", SERVERS, server);
    }

    private void delete(UUID server) {
        var deleted = insist(request("DELETE", SERVERS + "/" + server, Map.of()));
        if (deleted.isAccepted() || deleted.status() == NOT_FOUND) {
            estate.forget(server);
        }
    }

    /** One of the first that are listed; what somebody else removes meanwhile is none of his business. */
    private void removeBackup() {
        var listed = client.send(Request.get(PROJECT + "backups?filter=state=AVAILABLE"));
        if (listed.answer() != null) {
            listed.answer()
                    .path("items")
                    .valueStream()
                    .skip(random.nextInt(LOOKED_AT))
                    .findFirst()
                    .map(backup -> "/api/v1/backups/" + backup.path("id").asString())
                    .ifPresent(backup -> insist(request("DELETE", backup, Map.of())));
        }
    }

    private void bulk() {
        var servers = estate.someServers(random, BULK);
        if (!servers.isEmpty()) {
            var body = Map.of("action", any(List.of("reboot", "stop", "start")), "servers", servers, "maxInFlight", 2);
            insist(request("POST", SERVERS + ":bulk", body));
        }
    }

    /** The first of some operations that has failed. */
    private void retry() {
        Stream.generate(() -> estate.anyOperation(random))
                .limit(LOOKED_AT)
                .flatMap(Optional::stream)
                .filter(this::hasFailed)
                .findFirst()
                .ifPresent(operation -> insist(request("POST", OPERATIONS + operation + ":retry", Map.of())));
    }

    private boolean hasFailed(UUID operation) {
        var answer = client.send(Request.get(OPERATIONS + operation)).answer();
        return answer != null && answer.path("state").asString("").equals("FAILED");
    }

    /** One request several times at once, as from a client that is too eager. */
    private void twins() {
        estate.anyServer(random).ifPresent(server -> {
            var request = request("POST", SERVERS + "/" + server + ":reboot", Map.of());
            var all = Stream.generate(() -> CompletableFuture.runAsync(() -> client.send(request)))
                    .limit(TWINS)
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(all).join();
            insist(request);
        });
    }

    /** A key that was used, with another body. */
    private void impostor() {
        var first = creation();
        var created = insist(first);
        if (created.isAccepted() && created.answer() != null) {
            estate.add(
                    UUID.fromString(created.answer().path("target").path("id").asString()));
            insist(new Request(
                    first.method(), first.path(), first.key(), creation().body()));
            insist(first);
        }
    }

    private void onServer(Function<String, Request> request) {
        estate.anyServer(random).ifPresent(server -> {
            if (insist(request.apply(SERVERS + "/" + server)).status() == NOT_FOUND) {
                estate.forget(server);
            }
        });
    }

    private void onOperation(Function<String, Request> request) {
        estate.anyOperation(random).ifPresent(operation -> insist(request.apply(OPERATIONS + operation)));
    }

    private Exchange insist(Request request) {
        var exchange = client.insist(request, goOn);
        exchange.operation().ifPresent(estate::remember);
        return exchange;
    }

    private Request request(String method, String path, Map<String, ?> body) {
        return Request.of(method, path, UUID.randomUUID().toString(), body);
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
