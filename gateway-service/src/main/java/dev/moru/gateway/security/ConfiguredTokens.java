package dev.moru.gateway.security;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tokens that come with the installation's settings. */
final class ConfiguredTokens {

    private final Map<TokenHash, Caller> callers = new HashMap<>();

    ConfiguredTokens(SecurityProperties properties) {
        var everything = Set.of(Caller.EVERYTHING);
        properties
                .tokenOfAdmin()
                .ifPresent(token -> callers.put(
                        TokenHash.of(token), new Caller("user:" + Account.ADMIN, Account.ADMIN, everything)));
        properties
                .tokenOfSystem()
                .ifPresent(
                        token -> callers.put(TokenHash.of(token), new Caller("system:launcher", "system", everything)));
    }

    Optional<Caller> callerOf(TokenHash token) {
        return Optional.ofNullable(callers.get(token));
    }
}
