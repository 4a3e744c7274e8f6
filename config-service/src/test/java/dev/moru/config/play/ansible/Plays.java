package dev.moru.config.play.ansible;

import dev.moru.config.play.Play;
import dev.moru.config.play.PlayHost;
import dev.moru.config.play.PlayLine;
import dev.moru.config.play.PlayObserver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Plays for tests, and what was heard of them. */
final class Plays {

    static final Duration LONG = Duration.ofMinutes(5);

    private Plays() {}

    static PlayHost host(String alias, String address, Map<String, Object> variables) {
        var login = new PlayHost.Login(serverOf(alias), address, 22, "moru", null);
        return new PlayHost(alias, login, List.of("web"), List.of(), variables, List.of());
    }

    /** Aliases last for a play; the same one is the same server here. */
    static UUID serverOf(String alias) {
        return UUID.nameUUIDFromBytes(alias.getBytes(StandardCharsets.UTF_8));
    }

    static Play of(PlayHost... hosts) {
        return new Play(false, Set.of(), LONG, List.of(hosts), List.of());
    }

    static AnsibleProperties properties(Path work, String program, @Nullable Path key) {
        return new AnsibleProperties(
                program,
                "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
                List.of(),
                work,
                key,
                20,
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                DataSize.ofGigabytes(2));
    }

    /** Remembers what was said, and stops when it is told to. */
    static final class Listener implements PlayObserver {

        final List<PlayLine> lines = new ArrayList<>();
        private final BooleanSupplier stop;
        private final Supplier<Duration> leash;

        Listener(BooleanSupplier stop) {
            this(stop, () -> LONG);
        }

        private Listener(BooleanSupplier stop, Supplier<Duration> leash) {
            this.stop = stop;
            this.leash = leash;
        }

        static Listener withLeash(Supplier<Duration> leash) {
            return new Listener(() -> false, leash);
        }

        static Listener patient() {
            return new Listener(() -> false);
        }

        @Override
        public void said(List<PlayLine> said) {
            lines.addAll(said);
        }

        @Override
        public boolean wantsStop() {
            return stop.getAsBoolean();
        }

        @Override
        public Duration leash() {
            return leash.get();
        }

        List<String> texts() {
            return lines.stream().map(PlayLine::text).toList();
        }
    }
}
