package dev.moru.gateway.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A secret that is set by value or, better, by the file that holds it. */
final class SecretSetting {

    private SecretSetting() {}

    static Optional<String> optional(@Nullable String value, @Nullable Path file) {
        if (file != null) {
            return Optional.of(read(file));
        }
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    /** @throws IllegalStateException when neither is set; the name stands in the message */
    static String required(String name, @Nullable String value, @Nullable Path file) {
        return optional(value, file)
                .orElseThrow(() -> new IllegalStateException("set " + name + " or " + name + "-file"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the secret in " + file, e);
        }
    }
}
