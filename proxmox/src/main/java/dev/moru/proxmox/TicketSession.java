package dev.moru.proxmox;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A ticket, got with the password when there is none, and renewed at half of its two hours. */
final class TicketSession implements Session {

    private static final Duration RENEW_AFTER = Duration.ofHours(1);
    private static final Route TICKET = Route.of("access", "ticket");

    private final Credentials.Password credentials;
    private final Ticker ticker;
    private @Nullable Ticket ticket;

    private record Ticket(String cookie, String csrfToken, Deadline fresh) {}

    TicketSession(Credentials.Password credentials, Ticker ticker) {
        this.credentials = credentials;
        this.ticker = ticker;
    }

    @Override
    public synchronized Map<String, String> headers(Call call, Function<Call, JsonNode> send) {
        var current = ticket;
        if (current == null || current.fresh().hasPassed()) {
            current = signIn(send);
            ticket = current;
        }
        var cookie = "PVEAuthCookie=" + current.cookie();
        return call.isWrite()
                ? Map.of("Cookie", cookie, "CSRFPreventionToken", current.csrfToken())
                : Map.of("Cookie", cookie);
    }

    @Override
    public synchronized boolean renew(Map<String, String> refused) {
        if (ticket != null && ("PVEAuthCookie=" + ticket.cookie()).equals(refused.get("Cookie"))) {
            ticket = null;
        }
        return true;
    }

    private Ticket signIn(Function<Call, JsonNode> send) {
        var parameters = Parameters.of("username", credentials.user()).with("password", credentials.password());
        var call = new Call(Call.Method.POST, TICKET, parameters, true);
        var answer = send.apply(call);
        var cookie = answer.path("ticket").asString("");
        if (cookie.isEmpty() || answer.path("NeedTFA").asInt(0) == 1) {
            throw new ProxmoxException.Unintelligible(
                    call, 0, "no ticket was issued; users with a second factor cannot sign in here", null);
        }
        return new Ticket(cookie, answer.path("CSRFPreventionToken").asString(""), Deadline.in(RENEW_AFTER, ticker));
    }
}
