package dev.moru.cli.output;

/** Colours for a terminal that shows them. The meaning never hangs on the colour alone. */
public final class Paint {

    private final boolean colours;

    public Paint(boolean colours) {
        this.colours = colours;
    }

    public static Paint none() {
        return new Paint(false);
    }

    public String good(String text) {
        return code("32", text);
    }

    public String bad(String text) {
        return code("31", text);
    }

    public String busy(String text) {
        return code("36", text);
    }

    public String caution(String text) {
        return code("33", text);
    }

    public String faint(String text) {
        return code("2", text);
    }

    public String strong(String text) {
        return code("1", text);
    }

    /** Colours a state word of any resource: phases, operation and step states, severities, power. */
    public String state(String text) {
        return switch (text.strip()) {
            case "READY", "SUCCEEDED", "running", "DELIVERED", "true", "managed", "ok" -> good(text);
            case "FAILED", "TIMED_OUT", "LOST", "UNREACHABLE", "critical", "error", "DENIED", "failed", "foreign" ->
                bad(text);
            case "CREATING", "UPDATING", "DELETING", "RUNNING", "ACCEPTED" -> busy(text);
            case "CANCELLED", "SIMULATED", "SKIPPED", "STOPPED", "stopped", "warning" -> caution(text);
            case "PENDING", "DELETED", "-" -> faint(text);
            default -> text;
        };
    }

    private String code(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
