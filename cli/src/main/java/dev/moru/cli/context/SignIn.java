package dev.moru.cli.context;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.http.ApiAnswer;
import dev.moru.cli.http.ApiClient;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.http.Endpoint;
import dev.moru.cli.output.Documents;
import dev.moru.cli.session.Session;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns a password into an API token: a session that lives only as long as it takes to make the token. */
final class SignIn {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Session session;
    private final ApiClient api;

    SignIn(Session session, Endpoint endpoint) {
        this.session = session;
        this.api = session.connect(endpoint);
    }

    String token(String username, String password) {
        var credentials = Documents.object().put("username", username).put("password", password);
        var signedIn = api.post(ApiPath.of("sessions"), credentials);
        var headers = sessionHeaders(signedIn);
        var made = api.post(ApiPath.of("tokens"), Documents.object().put("name", tokenName()), headers);
        var token = made.body().path("token").asString("");
        if (token.isEmpty()) {
            throw new Failure(ExitCode.FAILURE, "the gateway gave no token");
        }
        api.write("DELETE", ApiPath.of("sessions", "current"), headers);
        return token;
    }

    private String tokenName() {
        return "cli-" + STAMP.format(session.host().clock().instant());
    }

    private static Map<String, String> sessionHeaders(ApiAnswer signedIn) {
        var cookies = signedIn.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.joining("; "));
        var csrf = signedIn.headers()
                .firstValue("X-CSRF-Token")
                .orElseGet(() -> signedIn.body().path("csrfToken").asString(""));
        return Map.of("Cookie", cookies, "X-CSRF-Token", csrf);
    }
}
