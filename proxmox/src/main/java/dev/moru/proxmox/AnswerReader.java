package dev.moru.proxmox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Tells data from errors, and what kind of error it is. */
final class AnswerReader {

    private static final Pattern PERMISSION = Pattern.compile("Permission check failed \\(([^,()\\s]+), ([^()]+)\\)");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final int MAX_TEXT = 1_000;
    private static final int FIRST_PROXY_STATUS = 595;
    private static final int LAST_PROXY_STATUS = 599;

    private AnswerReader() {}

    /** The value under {@code data}, the JSON null included; throws what the answer means otherwise. */
    static JsonNode data(Call call, Answer answer) {
        if (!answer.isSuccess()) {
            throw failure(call, answer);
        }
        var body = json(answer);
        if (body == null || !body.has("data")) {
            var form = answer.contentType().isEmpty() ? "something without a type" : answer.contentType();
            throw new ProxmoxException.Unintelligible(
                    call, answer.status(), "the answer is " + form + ", not the JSON of this API", null);
        }
        return body.get("data");
    }

    private static ProxmoxException failure(Call call, Answer answer) {
        var body = json(answer);
        var errors = errors(body);
        var text = text(answer, body, errors);
        if (body == null && answer.contentType().startsWith("text/html")) {
            // Something stands in front of the API; nobody knows whether the call went through.
            return new ProxmoxException.Unintelligible(call, answer.status(), text, null);
        }
        return switch (answer.status()) {
            case 400 -> badRequest(call, answer, text, errors);
            case 401 -> new ProxmoxException.Unauthenticated(call, answer, text);
            case 403 -> forbidden(call, answer, text);
            case 501, 506 -> new ProxmoxException.Refused(call, answer, text);
            default ->
                answer.status() >= FIRST_PROXY_STATUS && answer.status() <= LAST_PROXY_STATUS
                        ? new ProxmoxException.NodeUnreachable(call, answer, text)
                        : byText(call, answer, text);
        };
    }

    private static ProxmoxException badRequest(Call call, Answer answer, String text, Map<String, String> errors) {
        return errors.getOrDefault("upid", "").contains("no such task")
                ? new ProxmoxException.NoSuchTask(call, answer, text)
                : new ProxmoxException.Invalid(call, answer, text, errors);
    }

    private static ProxmoxException forbidden(Call call, Answer answer, String text) {
        var named = PERMISSION.matcher(text);
        return named.find()
                ? new ProxmoxException.Forbidden(call, answer, text, named.group(1), named.group(2))
                : new ProxmoxException.Forbidden(call, answer, text, null, null);
    }

    private static ProxmoxException byText(Call call, Answer answer, String text) {
        return switch (FaultText.of(text)) {
            case BUSY -> new ProxmoxException.Busy(call, answer, text);
            case LOCKED -> new ProxmoxException.Locked(call, answer, text, FaultText.lockIn(text));
            case MODIFIED -> new ProxmoxException.Modified(call, answer, text);
            case REFUSED -> new ProxmoxException.Refused(call, answer, text);
            case NO_SUCH_GUEST -> new ProxmoxException.NoSuchGuest(call, answer, text);
            case NOT_FOUND -> new ProxmoxException.NotFound(call, answer, text);
            case UNKNOWN -> new ProxmoxException.Fault(call, answer, text);
        };
    }

    /** The body's message is whole, the reason phrase only its first line; releases before 8.3 give no message. */
    private static String text(Answer answer, @Nullable JsonNode body, Map<String, String> errors) {
        var message = body == null ? "" : body.path("message").asString("");
        var text = clean(message.isBlank() ? answer.reason() : message);
        if (text.isEmpty()) {
            text = "no reason given";
        }
        var details = errors.entrySet().stream()
                .map(error -> error.getKey() + ": " + clean(error.getValue()))
                .collect(Collectors.joining("; "));
        return details.isEmpty() ? text : text + " " + details;
    }

    private static Map<String, String> errors(@Nullable JsonNode body) {
        var errors = new LinkedHashMap<String, String>();
        if (body != null) {
            body.path("errors")
                    .properties()
                    .forEach(
                            error -> errors.put(error.getKey(), error.getValue().asString("")));
        }
        return errors;
    }

    private static String clean(String text) {
        var line = CONTROL.matcher(text).replaceAll(" ").strip();
        return line.length() > MAX_TEXT ? line.substring(0, MAX_TEXT) + "..." : line;
    }

    /** Null when the body is not a JSON object, whatever its type claims. */
    private static @Nullable JsonNode json(Answer answer) {
        try {
            var body = Json.MAPPER.readTree(answer.body());
            return body.isObject() ? body : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }
}
