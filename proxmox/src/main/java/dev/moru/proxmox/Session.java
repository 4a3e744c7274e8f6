package dev.moru.proxmox;

import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What authenticates a call. */
sealed interface Session permits TokenSession, TicketSession {

    /** The headers of a call; may sign in first, through the given way to send a call. */
    Map<String, String> headers(Call call, Function<Call, JsonNode> send);

    /** After a 401: whether signing in again may help. */
    boolean renew(Map<String, String> refused);

    static Session of(Credentials credentials, Ticker ticker) {
        return credentials instanceof Credentials.Password password
                ? new TicketSession(password, ticker)
                : new TokenSession((Credentials.ApiToken) credentials);
    }
}
