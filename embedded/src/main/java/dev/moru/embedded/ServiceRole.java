package dev.moru.embedded;

import java.util.regex.Pattern;

/** A service's share of a database: one schema, and one role that reaches nothing but it. */
public record ServiceRole(String database, String schema, String role, String password) {

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public ServiceRole {
        requireIdentifier(database);
        requireIdentifier(schema);
        requireIdentifier(role);
        if (password.isEmpty()) {
            throw new IllegalArgumentException("The role " + role + " has no password");
        }
    }

    @Override
    public String toString() {
        return "ServiceRole[%s, %s, %s]".formatted(database, schema, role);
    }

    private static void requireIdentifier(String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name for PostgreSQL: " + name);
        }
    }
}
