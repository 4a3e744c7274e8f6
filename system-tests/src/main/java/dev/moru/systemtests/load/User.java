package dev.moru.systemtests.load;

import dev.moru.systemtests.history.Exchange;
import dev.moru.systemtests.load.Client.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Plays scenarios. */
final class User {

    static final String POLICY = "often";

    private static final String PROJECT = "/api/v1/projects/default";
    private static final String SERVERS = PROJECT + "/servers";
    private static final String OPERATIONS = "/api/v1/operations/";
    private static final List<String> POWER = List.of("start", "stop", "reboot", "reboot");

    /** Short, so that what hangs ends within the run. */
    private static final List<String> DEADLINES = List.of("PT1M", "PT2M");

    private static final int MOST_SERVERS = 40;
    private static final int TWINS = 6;
    private static final int BULK = 5;
    private static final int LOOKED_AT = 8;
    private static final int NOT_FOUND = 404;
    private static final long LONGEST_SECOND_THOUGHT_MILLIS = 5_000;

    private final Session session;
    private final Estate estate;
    private final RandomGenerator random;
    private final Backups backups;

    User(Session session) {
        this.session = session;
        this.estate = session.estate();
        this.random = session.random();
        this.backups = new Backups(session, PROJECT);
    }

    void play(Scenario scenario) {
        switch (scenario) {
            case CREATE -> create();
            case POWER -> onServer(server -> session.request("POST", server + ":" + session.any(POWER), Map.of()));
            case UPDATE -> onServer(server -> session.request("PATCH", server, Map.of("cores", 1 + random.nextInt(4))));
            case CONFIGURE -> configure();
            case BACK_UP -> onServer(server -> session.request("POST", server + "/backups", Map.of()));
            case REMOVE_BACKUP -> backups.remove();
            case RESTORE -> backups.restoreInPlace();
            case RESTORE_AS_NEW -> restoreAsNew();
            case VERIFY -> backups.verify();
            case DELETE -> estate.anyServer(random).ifPresent(this::delete);
            case BULK -> bulk();
            case CANCEL -> estate.anyOperation(random).ifPresent(this::cancel);
            case REGRET -> regret();
            case RETRY -> retry();
            case TWINS -> twins();
            case IMPOSTOR -> impostor();
        }
    }

    /** Empty where there are enough; then one is removed. */
    private Optional<Exchange> create() {
        if (isFull()) {
            estate.oldestServer().ifPresent(this::delete);
            return Optional.empty();
        }
        return Optional.of(added(session.insist(creation())));
    }

    private boolean isFull() {
        return estate.size() >= MOST_SERVERS;
    }

    private void restoreAsNew() {
        if (!isFull()) {
            backups.restoreAs(name()).ifPresent(this::added);
        }
    }

    private Exchange added(Exchange created) {
        if (created.isAccepted() && created.answer() != null) {
            estate.add(
                    UUID.fromString(created.answer().path("target").path("id").asString()));
        }
        return created;
    }

    private String name() {
        return "s-" + Long.toString(random.nextLong() >>> 20, 36);
    }

    private Request creation() {
        var server = new HashMap<String, Object>(Map.of(
                "name",
                name(),
                "image",
                "debian-12",
                "preset",
                "small",
                "deadline",
                session.any(DEADLINES),
                "onFailure",
                random.nextInt(5) == 0 ? "keep" : "rollback",
                "roles",
                random.nextInt(3) == 0 ? List.of("node_exporter") : List.of()));
        if (random.nextInt(6) == 0) {
            server.put("backupPolicy", POLICY);
        }
        return session.request("POST", SERVERS, server);
    }

    private Optional<Exchange> configure() {
        return onServer(server -> session.request("POST", server + ":configure", Map.of()));
    }

    private void delete(UUID server) {
        var deleted = session.insist("DELETE", SERVERS + "/" + server, Map.of());
        if (deleted.isAccepted() || deleted.status() == NOT_FOUND) {
            estate.forget(server);
        }
    }

    private void bulk() {
        var servers = estate.someServers(random, BULK);
        if (!servers.isEmpty()) {
            var action = session.any(List.of("reboot", "stop", "start"));
            session.insist("POST", SERVERS + ":bulk", Map.of("action", action, "servers", servers, "maxInFlight", 2));
        }
    }

    private void cancel(UUID operation) {
        session.insist(new Request("POST", OPERATIONS + operation + ":cancel", null, ""));
    }

    /** Begins something that takes a while, and wants it no more in the middle of it. */
    private void regret() {
        var begun = switch (random.nextInt(3)) {
            case 0 -> create();
            case 1 -> backups.restoreInPlace();
            default -> configure();
        };
        begun.flatMap(Exchange::operation).ifPresent(operation -> {
            Client.pause(random.nextLong(LONGEST_SECOND_THOUGHT_MILLIS));
            cancel(operation);
        });
    }

    /** The first of some operations that has failed. */
    private void retry() {
        Stream.generate(() -> estate.anyOperation(random))
                .limit(LOOKED_AT)
                .flatMap(Optional::stream)
                .filter(this::hasFailed)
                .findFirst()
                .ifPresent(operation -> session.insist("POST", OPERATIONS + operation + ":retry", Map.of()));
    }

    private boolean hasFailed(UUID operation) {
        return session.look(OPERATIONS + operation).path("state").asString("").equals("FAILED");
    }

    /** One request several times at once. */
    private void twins() {
        estate.anyServer(random).ifPresent(server -> {
            var request = session.request("POST", SERVERS + "/" + server + ":reboot", Map.of());
            session.sendAtOnce(request, TWINS);
            session.insist(request);
        });
    }

    /** A key that was used, with another body. */
    private void impostor() {
        var first = creation();
        if (added(session.insist(first)).isAccepted()) {
            session.insist(new Request(
                    first.method(), first.path(), first.key(), creation().body()));
            session.insist(first);
        }
    }

    private Optional<Exchange> onServer(Function<String, Request> request) {
        return estate.anyServer(random).map(server -> {
            var exchange = session.insist(request.apply(SERVERS + "/" + server));
            if (exchange.status() == NOT_FOUND) {
                estate.forget(server);
            }
            return exchange;
        });
    }
}
