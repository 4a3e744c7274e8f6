package dev.moru.gateway.security;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.contracts.Names;
import dev.moru.gateway.problem.Complaints;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Fills in and judges requests for tokens. */
@Component
class TokenRequests {

    private static final Duration LIFETIME = Duration.ofDays(90);
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(366);
    private static final Pattern SCOPE = Pattern.compile("\\*|[a-z-]+:(\\*|[a-z-]+)");

    private final Clock clock;

    TokenRequests(Clock clock) {
        this.clock = clock;
    }

    ApiToken checked(TokenRequest request, Caller caller) {
        var now = clock.instant();
        var complaints = new Complaints();
        complaints.require(
                request.name() != null && Names.isValid(request.name()), "/name", "a name matches " + Names.PATTERN);
        var scopes = request.scopes() == null
                ? caller.permissions().stream().sorted().toList()
                : request.scopes();
        checkScopes(scopes, caller, complaints);
        var expiresAt = Objects.requireNonNullElse(request.expiresAt(), now.plus(LIFETIME));
        complaints.require(isWithin(expiresAt, now), "/expiresAt", "from now on, within a year");
        complaints.problem().ifPresent(problem -> {
            throw problem.asException();
        });
        return new ApiToken(
                UuidCreator.getTimeOrderedEpoch(),
                caller.account(),
                Objects.requireNonNull(request.name()),
                scopes,
                now,
                expiresAt,
                null);
    }

    private static boolean isWithin(Instant expiresAt, Instant now) {
        return expiresAt.isAfter(now) && !expiresAt.isAfter(now.plus(LONGEST_LIFETIME));
    }

    /** A token can do no more than who makes it. */
    private static void checkScopes(List<String> scopes, Caller caller, Complaints complaints) {
        complaints.require(!scopes.isEmpty(), "/scopes", "at least one permission");
        for (int i = 0; i < scopes.size(); i++) {
            var scope = scopes.get(i);
            complaints.require(
                    SCOPE.matcher(scope).matches() && holds(caller, scope),
                    "/scopes/" + i,
                    "a permission that you hold");
        }
    }

    private static boolean holds(Caller caller, String scope) {
        return scope.equals(Caller.EVERYTHING) ? caller.permissions().contains(Caller.EVERYTHING) : caller.may(scope);
    }
}
