package dev.moru.lab.guest;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can stand behind the VMs of a lab. */
public enum GuestKind {
    /** Nothing: the agent's answers are made up. */
    SIMULATED,
    /** A Linux host in a systemd container for each running VM. */
    NSPAWN;

    /** @throws IllegalArgumentException with a text for people */
    public static GuestKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is none of "
                        + Arrays.stream(values()).map(GuestKind::label).collect(Collectors.joining(", "))));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
