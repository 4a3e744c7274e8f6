package dev.moru.lab.access;

import java.util.Locale;

/** A role on a path for one subject. */
record AclEntry(String path, Kind kind, String subject, String role, boolean propagate) {

    /** More specific kinds replace the others on a path: tokens, then users, then groups. */
    enum Kind {
        TOKEN,
        USER,
        GROUP;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    String key() {
        return path + " " + kind.label() + " " + subject + " " + role;
    }
}
