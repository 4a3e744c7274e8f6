package dev.moru.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom the server's programs run. PostgreSQL refuses to run as root, so root hands it over: to a user namespace
 * without any mapping, where the files stay root's, or, where containers forbid that, to the user nobody.
 */
enum Privileges {
    CALLER(List.of(), ""),
    USER_NAMESPACE(List.of("unshare", "--user"), "0:0"),
    NOBODY(List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"), "65534:65534");

    private final List<String> prefix;
    private final String owner;

    Privileges(List<String> prefix, String owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    /** The first way in which the program can run and write to the directory, which is given to it. */
    static Privileges thatCan(Path program, Path directory) {
        if (!isRoot()) {
            return CALLER;
        }
        return Stream.of(USER_NAMESPACE, NOBODY)
                .filter(way -> way.reaches(program, directory))
                .findFirst()
                .orElseThrow(() -> new StoreFailure(
                        ("PostgreSQL does not run as root, and neither a user namespace nor the user nobody can use %s;"
                                        + " start Moru as another user or choose a directory that others may enter")
                                .formatted(directory)));
    }

    Command command(List<String> line) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(line);
        return new Command(whole);
    }

    void own(Path path) throws IOException {
        if (this != CALLER && !owns(path)) {
            var changed = Command.of("chown", "-R", owner, path.toString()).run();
            if (!changed.succeeded()) {
                throw new IOException("Cannot give %s to %s: %s".formatted(path, owner, changed.output()));
            }
        }
    }

    private boolean owns(Path path) throws IOException {
        return owner.equals(Files.getAttribute(path, "unix:uid") + ":" + Files.getAttribute(path, "unix:gid"));
    }

    private boolean reaches(Path program, Path directory) {
        try {
            own(directory);
        } catch (IOException e) {
            return false;
        }
        var test = "test -x \"$1\" && test -w \"$2\"";
        return command(List.of("sh", "-c", test, "sh", program.toString(), directory.toString()))
                .run()
                .succeeded();
    }
}
