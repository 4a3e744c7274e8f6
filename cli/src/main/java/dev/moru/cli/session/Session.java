package dev.moru.cli.session;

import dev.moru.cli.exit.Failure;
import dev.moru.cli.http.ApiClient;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.http.Endpoint;
import dev.moru.cli.output.OutputFormat;
import dev.moru.cli.output.Paint;
import dev.moru.cli.output.Printer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of the command: what it works with is made when it is first wanted. */
public final class Session {

    private static final String DEFAULT_PORT = "8080";

    private final Host host;
    private final GlobalOptions options;
    private @Nullable ApiClient api;
    private @Nullable ContextFile contexts;

    public Session(Host host, GlobalOptions options) {
        this.host = host;
        this.options = options;
    }

    public Host host() {
        return host;
    }

    public OutputFormat format() {
        return options.output;
    }

    public Printer printer() {
        return new Printer(host.out(), options.output, outputPaint(), host.clock());
    }

    /** Colours for standard error. */
    public Paint progressPaint() {
        return new Paint(host.allowsColour() && host.terminal().showsProgress());
    }

    /** Says something to the person, beside the data. */
    public void say(String line) {
        host.err().println(line);
        host.err().flush();
    }

    public ContextFile contexts() {
        if (contexts == null) {
            contexts = ContextFile.of(host);
        }
        return contexts;
    }

    public ApiClient api() {
        if (api == null) {
            api = connect(endpoint());
        }
        return api;
    }

    public ApiClient connect(Endpoint endpoint) {
        return new ApiClient(endpoint, options.retryFor, host.clock(), host.pause(), this::say);
    }

    /**
     * The environment comes before the context. A token is shown only to the installation that gave it: one from a
     * context is left out when the environment names another URL.
     */
    public Endpoint endpoint() {
        var context = context();
        var ownUrl = context.map(Context::url).orElseGet(this::launcherUrl);
        var url = host.variable("MORU_URL").orElse(ownUrl);
        var token = environmentToken()
                .or(() -> context.filter(own -> sameUrl(own.url(), url)).map(Context::token));
        var caFile = host.variable("MORU_CA_FILE").or(() -> context.map(Context::caFile));
        return new Endpoint(url(url), token.orElse(null), caFile.map(Path::of).orElse(null));
    }

    public String project() {
        return Optional.ofNullable(options.project)
                .or(() -> host.variable("MORU_PROJECT"))
                .or(() -> context().map(Context::project))
                .orElse("default");
    }

    /** The project that was named for this run, if one was. */
    public Optional<String> namedProject() {
        return Optional.ofNullable(options.project);
    }

    public ApiPath inProject(String... segments) {
        return ApiPath.of("projects", project()).child(segments);
    }

    /** Reads a file, or standard input for {@code -}. */
    public String read(String file) {
        try {
            return "-".equals(file)
                    ? new String(host.in().readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (IOException failure) {
            throw Failure.usage("cannot read " + file);
        }
    }

    /** The first line of a secret from standard input. */
    public String readSecret() {
        var secret = read("-").strip();
        if (secret.isEmpty()) {
            throw Failure.usage("standard input is empty");
        }
        return secret;
    }

    public static URI url(String text) {
        if (!text.matches("https?://[^/\\s]+.*")) {
            throw Failure.usage("'" + text + "' is not a URL such as https://moru.example.org");
        }
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw Failure.usage("'" + text + "' is not a URL");
        }
    }

    /** Where the launcher's gateway listens unless told otherwise, on this machine. */
    private String launcherUrl() {
        return "http://127.0.0.1:" + host.variable("MORU_PORT_BASE").orElse(DEFAULT_PORT);
    }

    private Optional<Context> context() {
        return Optional.ofNullable(options.context)
                .or(() -> host.variable("MORU_CONTEXT"))
                .map(contexts()::named)
                .or(() -> contexts().current());
    }

    private Optional<String> environmentToken() {
        return host.variable("MORU_TOKEN")
                .or(() ->
                        host.variable("MORU_TOKEN_FILE").map(file -> read(file).strip()));
    }

    private Paint outputPaint() {
        return new Paint(host.allowsColour() && host.terminal().showsOutput());
    }

    private static boolean sameUrl(String one, String other) {
        return one.replaceAll("/+$", "").equals(other.replaceAll("/+$", ""));
    }
}
