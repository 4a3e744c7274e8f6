package dev.moru.service;

import java.util.List;

/** What must be set, in the form of environment variables. */
final class SettingsMissing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsMissing(List<String> variables) {
        super((variables.size() == 1 ? "this setting is missing: " : "these settings are missing: ")
                + String.join(", ", variables));
    }
}
