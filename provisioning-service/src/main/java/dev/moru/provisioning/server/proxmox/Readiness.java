package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.site.HypervisorFailure;

/** When a started guest counts as ready. */
sealed interface Readiness {

    /** Its process runs. */
    record Running() implements Readiness {}

    /** Its guest agent answers. */
    record Agent() implements Readiness {}

    /**
     * It takes connections.
     *
     * @param greeting what it must say first; empty for nothing
     */
    record Tcp(int port, String greeting) implements Readiness {}

    int SSH = 22;

    static Readiness parse(String text) {
        if (text.matches("tcp:\\d{1,5}")) {
            return new Tcp(Integer.parseInt(text.substring(4)), "");
        }
        return switch (text) {
            case "running" -> new Running();
            case "agent" -> new Agent();
            case "ssh" -> new Tcp(SSH, "SSH-");
            default ->
                throw HypervisorFailure.permanent(
                        "readiness-unknown", "The readiness is not known", "'" + text + "' is no readiness", null);
        };
    }
}
