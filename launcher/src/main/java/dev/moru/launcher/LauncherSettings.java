package dev.moru.launcher;

import dev.moru.lab.guest.GuestKind;
import dev.moru.launcher.home.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says, with every default filled in.
 *
 * @param ports of everything that listens
 * @param bind where the gateway listens; all else listens on loopback
 * @param adminToken an API token to accept for {@code admin} from the first start
 * @param keyFile the master key when it is not kept in the home directory
 * @param labLatency how long the lab takes to clone
 * @param labGuests what stands behind the lab's VMs
 * @param noopSite whether to add the site whose driver does nothing
 * @param participants services that take part in turns on servers, where not all that are here shall
 * @param restored whether the stores were put back from a backup, so that an epoch begins
 */
record LauncherSettings(
        Path home,
        Ports ports,
        String bind,
        Optional<Path> tlsCertificate,
        Optional<Path> tlsKey,
        Optional<URI> givenPublicUrl,
        Optional<Secret> adminPassword,
        Optional<Secret> adminToken,
        Optional<Path> keyFile,
        Duration labLatency,
        Secret labPassword,
        Optional<Path> labEstate,
        GuestKind labGuests,
        boolean noopSite,
        Optional<List<String>> participants,
        boolean restored) {

    private static final int SHORTEST_TOKEN = 32;

    LauncherSettings {
        if (tlsCertificate.isPresent() != tlsKey.isPresent()) {
            throw new StartFailure("MORU_TLS_CERT and MORU_TLS_KEY belong together");
        }
        adminToken.filter(token -> token.value().length() < SHORTEST_TOKEN).ifPresent(token -> {
            throw new StartFailure("MORU_ADMIN_TOKEN is shorter than %d characters".formatted(SHORTEST_TOKEN));
        });
    }

    static LauncherSettings from(Map<String, String> environment) {
        var variables = new Variables(environment);
        return new LauncherSettings(
                variables.path("MORU_HOME").orElse(Path.of(".moru")),
                new Ports(variables.number("MORU_PORT_BASE").orElse(8080)),
                variables.text("MORU_BIND").orElse("127.0.0.1"),
                variables.path("MORU_TLS_CERT"),
                variables.path("MORU_TLS_KEY"),
                variables.text("MORU_PUBLIC_URL").map(URI::create),
                variables.secret("MORU_ADMIN_PASSWORD"),
                variables.secret("MORU_ADMIN_TOKEN"),
                variables.path("MORU_KEY_FILE"),
                variables.duration("MORU_LAB_LATENCY").orElse(Duration.ofSeconds(2)),
                variables.secret("MORU_LAB_PASSWORD").orElse(new Secret("moru-lab")),
                variables.path("MORU_LAB_ESTATE"),
                variables.text("MORU_LAB_GUESTS").map(LauncherSettings::guests).orElse(GuestKind.SIMULATED),
                variables.text("MORU_NOOP_SITE").filter("1"::equals).isPresent(),
                variables.text("MORU_PARTICIPANTS").map(LauncherSettings::names),
                variables.text("MORU_RESTORED").filter("1"::equals).isPresent());
    }

    private static List<String> names(String list) {
        return list.equals("none") ? List.of() : List.of(list.split("\\s*,\\s*"));
    }

    private static GuestKind guests(String name) {
        try {
            return GuestKind.named(name);
        } catch (IllegalArgumentException unknown) {
            throw new StartFailure("MORU_LAB_GUESTS: " + unknown.getMessage());
        }
    }

    /** Off loopback the gateway speaks TLS, and also where a certificate was given. */
    boolean tls() {
        return tlsCertificate.isPresent() || !isLoopback();
    }

    /** What this machine's own clients use. */
    URI gatewayUrl() {
        var host = isWildcard() ? "127.0.0.1" : bind.contains(":") ? "[" + bind + "]" : bind;
        return URI.create("%s://%s:%d".formatted(tls() ? "https" : "http", host, ports.gateway()));
    }

    URI publicUrl() {
        return givenPublicUrl.orElseGet(this::gatewayUrl);
    }

    private boolean isLoopback() {
        return address().isLoopbackAddress();
    }

    private boolean isWildcard() {
        return address().isAnyLocalAddress();
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new StartFailure("MORU_BIND=%s is no address of this machine".formatted(bind), e);
        }
    }

    private record Variables(Map<String, String> environment) {

        Optional<String> text(String name) {
            return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
        }

        Optional<Path> path(String name) {
            return text(name).map(value -> Path.of(value).toAbsolutePath());
        }

        Optional<Integer> number(String name) {
            try {
                return text(name).map(Integer::valueOf);
            } catch (NumberFormatException e) {
                throw new StartFailure("%s=%s is no number".formatted(name, environment.get(name)), e);
            }
        }

        Optional<Duration> duration(String name) {
            try {
                return text(name).map(Duration::parse);
            } catch (DateTimeParseException e) {
                throw new StartFailure("%s=%s is no duration such as PT2S".formatted(name, environment.get(name)), e);
            }
        }

        /** Every secret may stand in a file that {@code <name>_FILE} names. */
        Optional<Secret> secret(String name) {
            return text(name).or(() -> path(name + "_FILE").map(this::read)).map(Secret::new);
        }

        private String read(Path file) {
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new StartFailure("Cannot read the secret in %s: %s".formatted(file, e), e);
            }
        }
    }
}
