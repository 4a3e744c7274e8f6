package dev.moru.lab.access;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Caller;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Tells who is calling, from an API token or a ticket. */
public final class Authentication {

    private static final Pattern TOKEN = Pattern.compile("PVEAPIToken[= ]([^!\\s]+)!([^=\\s]+)=(\\S+)");
    private static final String FAILED = "Authentication failed!";

    private final Accounts accounts;
    private final Tickets tickets;
    private final Clock clock;

    public Authentication(Accounts accounts, Tickets tickets, Clock clock) {
        this.accounts = accounts;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** @param header a request header by its lower-case name */
    public Caller caller(Function<String, Optional<String>> header, boolean isWrite) {
        var authorization = header.apply("authorization").orElse("");
        var token = TOKEN.matcher(authorization);
        if (token.matches()) {
            return ofToken(token.group(1), token.group(2), token.group(3));
        }
        var ticket = ticket(header, authorization).orElseThrow(() -> new ApiFailure(401, "No ticket"));
        var user = tickets.user(ticket)
                .filter(id ->
                        accounts.user(id).filter(known -> known.isUsable(now())).isPresent())
                .orElseThrow(() -> new ApiFailure(401, FAILED));
        if (isWrite && !tickets.isCsrfToken(header.apply("csrfpreventiontoken").orElse(""), user)) {
            throw new ApiFailure(401, "Permission denied - invalid csrf token");
        }
        return new Caller(user, null);
    }

    private Caller ofToken(String user, String name, String secret) {
        var token = accounts.token(user + "!" + name)
                .filter(known -> known.isUsable(now()) && sameSecret(known, secret))
                .orElseThrow(() -> new ApiFailure(401, FAILED));
        if (accounts.user(token.user()).filter(known -> known.isUsable(now())).isEmpty()) {
            throw new ApiFailure(401, FAILED);
        }
        return new Caller(user, name);
    }

    private static boolean sameSecret(Token token, String secret) {
        return MessageDigest.isEqual(
                token.secret().getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static Optional<String> ticket(Function<String, Optional<String>> header, String authorization) {
        var cookies = header.apply("cookie").orElse("") + ";" + authorization;
        return Arrays.stream(cookies.split(";"))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith("PVEAuthCookie="))
                .map(cookie -> cookie.substring("PVEAuthCookie=".length()))
                .map(ticket -> URLDecoder.decode(ticket.replace("+", "%2B"), StandardCharsets.UTF_8))
                .findFirst();
    }
}
