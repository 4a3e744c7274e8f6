package dev.moru.cli.context;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.http.Endpoint;
import dev.moru.cli.session.Context;
import dev.moru.cli.session.Session;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "login",
        description = "Sign in to an installation and keep an API token for it.",
        footer = {
            "  moru login --url https://moru.example.org --username admin",
            "  moru login --username admin --password-stdin < .moru/admin-password",
            "  moru login --url https://moru.example.org --token-stdin < token"
        })
public final class Login implements Callable<Integer> {

    @Option(names = "--url", paramLabel = "URL", description = "the gateway (default: the current context's)")
    private @Nullable String url;

    @Option(names = "--username", paramLabel = "NAME", description = "the account (default: admin)")
    private String username = "admin";

    @Option(names = "--password-stdin", description = "read the password from standard input instead of asking")
    private boolean passwordFromInput;

    @Option(names = "--token-stdin", description = "keep an API token that already exists, read from standard input")
    private boolean tokenFromInput;

    @Option(names = "--ca-file", paramLabel = "FILE", description = "PEM of the authority behind the gateway's TLS")
    private @Nullable Path caFile;

    @Option(names = "--name", paramLabel = "NAME", description = "the context's name (default: the gateway's host)")
    private @Nullable String name;

    private final Session session;

    public Login(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var endpoint = endpoint();
        var token = tokenFromInput ? session.readSecret() : new SignIn(session, endpoint).token(username, password());
        var me = session.connect(endpoint.withToken(token)).get(ApiPath.of("me"));
        var context = context(endpoint, token, me);
        session.contexts().put(context);
        session.say("signed in to " + context.url() + " as " + context.user() + "; context '" + context.name() + "'");
        return ExitCode.OK.number();
    }

    private Endpoint endpoint() {
        var known = session.endpoint();
        var authority = caFile == null ? known.caFile() : caFile.toAbsolutePath();
        return new Endpoint(url == null ? known.url() : Session.url(url), null, authority);
    }

    private String password() {
        if (passwordFromInput) {
            return session.readSecret();
        }
        return session.host()
                .terminal()
                .askSecretly("Password of " + username + ": ")
                .orElseThrow(() -> Failure.usage("there is no terminal to ask for the password: use --password-stdin"));
    }

    private Context context(Endpoint endpoint, String token, JsonNode me) {
        var authority = endpoint.caFile() == null ? null : endpoint.caFile().toString();
        return new Context(
                name == null ? defaultName(endpoint.url()) : name,
                endpoint.url().toString(),
                user(me),
                token,
                authority,
                session.namedProject().orElse(null));
    }

    private String user(JsonNode me) {
        var told = me.path("username").asString(me.path("name").asString(""));
        return told.isEmpty() ? username : told;
    }

    private static String defaultName(URI url) {
        var host = url.getHost();
        return "127.0.0.1".equals(host) || "localhost".equals(host) ? "local" : host;
    }
}
