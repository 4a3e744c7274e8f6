package dev.moru.cli.session;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.output.Documents;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The contexts of a user, in one JSON file that only the user can read, because their API tokens stand in it. */
public final class ContextFile {

    private final Path file;
    private final Map<String, Context> contexts = new LinkedHashMap<>();
    private @Nullable String current;

    private ContextFile(Path file) {
        this.file = file;
    }

    /** {@code $MORU_CONFIG}, else {@code contexts.json} in {@code $XDG_CONFIG_HOME/moru} or {@code ~/.config/moru}. */
    static ContextFile of(Host host) {
        return read(host.variable("MORU_CONFIG")
                .map(Path::of)
                .orElseGet(() -> host.variable("XDG_CONFIG_HOME")
                        .map(Path::of)
                        .orElse(host.home().resolve(".config"))
                        .resolve("moru")
                        .resolve("contexts.json")));
    }

    static ContextFile read(Path file) {
        var contexts = new ContextFile(file);
        try {
            contexts.load(Documents.parse(Files.readString(file)));
        } catch (NoSuchFileException none) {
            // Nobody has signed in yet.
        } catch (IOException | JacksonException failure) {
            throw new Failure(
                    ExitCode.FAILURE, "cannot read " + file, List.of("repair or remove it, then 'moru login' again"));
        }
        return contexts;
    }

    public Collection<Context> all() {
        return contexts.values();
    }

    public Optional<Context> current() {
        return Optional.ofNullable(current).map(contexts::get);
    }

    public Optional<Context> find(String name) {
        return Optional.ofNullable(contexts.get(name));
    }

    public Context named(String name) {
        return find(name)
                .orElseThrow(() -> new Failure(
                        ExitCode.NOT_FOUND,
                        "there is no context '" + name + "'",
                        List.of("known are: " + String.join(", ", contexts.keySet()))));
    }

    public void use(String name) {
        current = named(name).name();
        save();
    }

    /** Adds or replaces a context, and makes it the current one. */
    public void put(Context context) {
        contexts.put(context.name(), context);
        current = context.name();
        save();
    }

    public void remove(String name) {
        contexts.remove(named(name).name());
        if (name.equals(current)) {
            current = null;
        }
        save();
    }

    private void load(JsonNode document) {
        document.path("contexts")
                .properties()
                .forEach(entry -> contexts.put(entry.getKey(), Context.of(entry.getKey(), entry.getValue())));
        current = document.path("current").asString("");
    }

    /** Written beside and moved over, so that a crash leaves the old file or the new one. */
    private void save() {
        var document = Documents.object();
        current().ifPresent(context -> document.put("current", context.name()));
        var entries = document.putObject("contexts");
        contexts.values().forEach(context -> entries.set(context.name(), context.entry()));
        try {
            var folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder, readableByOwner("rwx------"));
            var written = Files.createTempFile(folder, "contexts", ".json", readableByOwner("rw-------"));
            Files.writeString(written, Documents.pretty(document));
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new Failure(ExitCode.FAILURE, "cannot write " + file + ": " + failure.getMessage());
        }
    }

    private static FileAttribute<?>[] readableByOwner(String permissions) {
        var posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
