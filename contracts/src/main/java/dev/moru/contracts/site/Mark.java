package dev.moru.contracts.site;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What makes a virtual machine Moru's: one line of its description, written by the call that creates it. The VM id stands
 * in it because a clone or a restore copies descriptions.
 */
public record Mark(UUID installation, UUID server, int vmId, UUID operation) {

    private static final String ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
    private static final Pattern LINE = Pattern.compile(
            "^moru: installation=" + ID + " server=" + ID + " vm=([0-9]{1,9}) operation=" + ID + "\\s*$",
            Pattern.MULTILINE);

    public String line() {
        return "moru: installation=" + installation + " server=" + server + " vm=" + vmId + " operation=" + operation;
    }

    /** The mark in a description; the last one, should there be several. */
    public static Optional<Mark> in(String description) {
        return LINE.matcher(description)
                .results()
                .reduce((earlier, later) -> later)
                .map(found -> new Mark(
                        UUID.fromString(found.group(1)),
                        UUID.fromString(found.group(2)),
                        Integer.parseInt(found.group(3)),
                        UUID.fromString(found.group(4))));
    }

    /** Whether a guest that bears this mark under a VM id belongs to the installation. */
    public boolean makesOurs(UUID ourInstallation, int seenVmId) {
        return installation.equals(ourInstallation) && vmId == seenVmId;
    }
}
