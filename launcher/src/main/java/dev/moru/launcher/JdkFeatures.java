package dev.moru.launcher;

import java.util.List;

/** What a reduced Java runtime may lack. */
final class JdkFeatures {

    private static final List<String> MODULES = List.of(
            "java.management",
            "java.naming",
            "java.net.http",
            "java.security.jgss",
            "java.sql",
            "jdk.security.auth",
            "jdk.unsupported");

    private JdkFeatures() {}

    static void require() {
        var missing = MODULES.stream()
                .filter(name -> ModuleLayer.boot().findModule(name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new StartFailure("This Java runtime (%s) lacks %s; use a whole JDK 17 or later"
                    .formatted(System.getProperty("java.home"), String.join(", ", missing)));
        }
    }
}
