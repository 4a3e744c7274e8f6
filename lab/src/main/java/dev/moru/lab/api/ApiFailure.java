package dev.moru.lab.api;

import java.util.Map;

/** An answer that is not a success; the message is what Proxmox puts into the reason phrase. */
public final class ApiFailure extends RuntimeException {

    private final int status;
    private final Map<String, String> errors;

    public ApiFailure(int status, String message) {
        this(status, message, Map.of());
    }

    private ApiFailure(int status, String message, Map<String, String> errors) {
        super(message, null, false, false);
        this.status = status;
        this.errors = errors;
    }

    /** Nearly every business error of Proxmox is a 500 with a text. */
    public static ApiFailure because(String message) {
        return new ApiFailure(500, message);
    }

    public static ApiFailure badParameters(Map<String, String> errors) {
        return new ApiFailure(400, "Parameter verification failed.", errors);
    }

    public static ApiFailure badParameter(String name, String text) {
        return badParameters(Map.of(name, text));
    }

    public static ApiFailure forbidden(String detail) {
        return new ApiFailure(403, "Permission check failed (" + detail + ")");
    }

    public int status() {
        return status;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public Map<String, String> errors() {
        return errors;
    }
}
