package dev.moru.lab.access;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API tokens of users. */
final class TokenRoutes {

    private final Accounts accounts;

    TokenRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    void addTo(Routes routes) {
        routes.get("/access/users/{userid}/token", this::list)
                .get("/access/users/{userid}/token/{tokenid}", call -> shown(required(call)))
                .post("/access/users/{userid}/token/{tokenid}", this::create)
                .put("/access/users/{userid}/token/{tokenid}", this::update)
                .delete("/access/users/{userid}/token/{tokenid}", this::remove);
    }

    static Map<String, Object> shown(Token token) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("privsep", token.privsep() ? 1 : 0);
        shown.put("expire", token.expire());
        if (token.comment() != null) {
            shown.put("comment", token.comment());
        }
        return shown;
    }

    private List<Map<String, Object>> list(Call call) {
        return accounts.tokensOf(call.text("userid")).stream()
                .map(token -> {
                    var shown = shown(token);
                    shown.put("tokenid", token.name());
                    return shown;
                })
                .toList();
    }

    private Map<String, Object> create(Call call) {
        var user = accounts.user(call.text("userid"))
                .orElseThrow(() -> ApiFailure.because("no such user ('" + call.text("userid") + "')"));
        var token = new Token(
                user.id(),
                call.text("tokenid"),
                UUID.randomUUID().toString(),
                call.flag("privsep", true),
                call.number("expire", user.expire()),
                call.find("comment").orElse(null));
        if (accounts.tokens().has(token.id())) {
            throw ApiFailure.badParameter("tokenid", "Token already exists.");
        }
        accounts.tokens().put(token.id(), token);
        return Map.of("full-tokenid", token.id(), "info", shown(token), "value", token.secret());
    }

    private Map<String, Object> update(Call call) {
        var old = required(call);
        var token = new Token(
                old.user(),
                old.name(),
                old.secret(),
                call.flag("privsep", old.privsep()),
                call.number("expire", old.expire()),
                call.find("comment").orElse(old.comment()));
        accounts.tokens().put(token.id(), token);
        return shown(token);
    }

    private @Nullable Object remove(Call call) {
        var token = required(call);
        accounts.forgetSubject(AclEntry.Kind.TOKEN, token.id());
        accounts.tokens().remove(token.id());
        return null;
    }

    private Token required(Call call) {
        var id = call.text("userid") + "!" + call.text("tokenid");
        return accounts.token(id)
                .orElseThrow(() -> ApiFailure.because(
                        "no such token '" + call.text("tokenid") + "' for user '" + call.text("userid") + "'"));
    }
}
