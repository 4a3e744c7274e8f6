package dev.moru.systemtests.load;

import dev.moru.systemtests.history.Exchange;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What a user does with backups that there are. What somebody else removes meanwhile is none of his business. */
final class Backups {

    private static final String BACKUPS = "/api/v1/backups/";
    private static final String AVAILABLE = "/backups?filter=state=AVAILABLE";
    private static final int LOOKED_AT = 8;

    private final Session session;
    private final String project;

    /** @param project the path under which its servers and backups are */
    Backups(Session session, String project) {
        this.session = session;
        this.project = project;
    }

    void remove() {
        anyIn(project).ifPresent(backup -> session.insist("DELETE", BACKUPS + backup, Map.of()));
    }

    /** Overwrites the server of which it was taken. */
    Optional<Exchange> restoreInPlace() {
        return anyOfAServer().map(backup -> restore(backup, Map.of("target", "inPlace", "start", isStarted())));
    }

    /** @param name of the new server */
    Optional<Exchange> restoreAs(String name) {
        return anyOfAServer()
                .map(backup -> restore(backup, Map.of("target", "new", "name", name, "start", isStarted())));
    }

    void verify() {
        anyOfAServer().ifPresent(backup -> session.insist("POST", BACKUPS + backup + ":verify", Map.of()));
    }

    private Exchange restore(String backup, Map<String, ?> how) {
        return session.insist("POST", BACKUPS + backup + ":restore", how);
    }

    private boolean isStarted() {
        return session.random().nextBoolean();
    }

    /** Of the first server, among some, that has one. */
    private Optional<String> anyOfAServer() {
        return Stream.generate(() -> session.estate().anyServer(session.random()))
                .limit(LOOKED_AT)
                .flatMap(Optional::stream)
                .map((UUID server) -> anyIn(project + "/servers/" + server))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** One of the first that are listed. */
    private Optional<String> anyIn(String collection) {
        var listed = session.look(collection + AVAILABLE)
                .path("items")
                .valueStream()
                .map(backup -> backup.path("id").asString())
                .limit(LOOKED_AT)
                .toList();
        return listed.isEmpty()
                ? Optional.empty()
                : Optional.of(listed.get(session.random().nextInt(listed.size())));
    }
}
