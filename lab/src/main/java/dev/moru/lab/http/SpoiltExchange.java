package dev.moru.lab.http;

import dev.moru.lab.fault.Fault;
import dev.moru.lab.state.Json;
import java.util.Collections;

/** Puts a fault in the place of an answer. */
record SpoiltExchange(Exchange target, Fault fault) implements Exchange {

    @Override
    public void answer(Response response) {
        spoil();
    }

    @Override
    public void hangUp() {
        target.hangUp();
    }

    void spoil() {
        switch (fault.kind()) {
            case HANG_UP -> target.hangUp();
            case HTML -> target.answer(html());
            case PROXY_595 -> target.answer(plain(595, "Connection refused"));
            case PROXY_596 -> target.answer(plain(596, "Connection timed out"));
            case ERROR -> target.answer(error());
            default -> holdOn();
        }
    }

    /** Half-open: the client waits until its own patience is over. */
    private static void holdOn() {}

    private Response html() {
        var status = fault.status(502);
        return Response.text(
                status,
                fault.text("Bad Gateway"),
                "text/html",
                "<html><head><title>" + status + "</title></head><body><h1>" + fault.text("Bad Gateway")
                        + "</h1></body></html>\n");
    }

    private Response plain(int status, String text) {
        return Response.text(fault.status(status), fault.text(text), "text/plain", "");
    }

    private Response error() {
        return new Response(
                fault.status(500),
                fault.text("simulated failure"),
                Response.JSON,
                Json.bytes(Collections.singletonMap("data", null)));
    }
}
