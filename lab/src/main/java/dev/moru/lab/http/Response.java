package dev.moru.lab.http;

import dev.moru.lab.state.Json;
import java.nio.charset.StandardCharsets;

/**
 * A whole answer.
 *
 * @param reason the reason phrase; where Proxmox puts the text of an error
 */
public record Response(int status, String reason, String contentType, byte[] body) {

    /** Exactly this spelling: clients compare the whole string. */
    static final String JSON = "application/json;charset=UTF-8";

    public static Response json(int status, String reason, Object body) {
        return new Response(status, reason, JSON, Json.bytes(body));
    }

    public static Response text(int status, String reason, String contentType, String body) {
        return new Response(status, reason, contentType, body.getBytes(StandardCharsets.UTF_8));
    }
}
