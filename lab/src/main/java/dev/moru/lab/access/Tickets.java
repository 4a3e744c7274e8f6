package dev.moru.lab.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Login tickets {@code PVE:user@realm:HEXTIME::signature} and the CSRF tokens that go with them. */
public final class Tickets {

    private static final Duration LIFE = Duration.ofHours(2);
    private static final Pattern TICKET = Pattern.compile("(PVE:([^:\\s]+):([0-9A-F]{8}))::(\\S+)");
    private static final Pattern CSRF = Pattern.compile("([0-9A-F]{8}):(\\S+)");

    private final SecretKeySpec key;
    private final Clock clock;

    private Tickets(byte[] key, Clock clock) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.clock = clock;
    }

    /** The key is kept beside the state, so a ticket outlives a restart of the lab. */
    public static Tickets in(Path directory, Clock clock) throws IOException {
        var file = directory.resolve("tickets.key");
        if (!Files.exists(file)) {
            var fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, fresh);
        }
        return new Tickets(Files.readAllBytes(file), clock);
    }

    String issue(String user) {
        var data = "PVE:" + user + ":" + hexTime();
        return data + "::" + signature(data);
    }

    String issueCsrfToken(String user) {
        var time = hexTime();
        return time + ":" + signature(time + ":" + user);
    }

    /** The user of a ticket that is genuine and not too old. */
    Optional<String> user(String ticket) {
        var parts = TICKET.matcher(ticket);
        return parts.matches() && isGenuine(parts.group(1), parts.group(4)) && isFresh(parts.group(3))
                ? Optional.of(parts.group(2))
                : Optional.empty();
    }

    boolean isCsrfToken(String token, String user) {
        var parts = CSRF.matcher(token);
        return parts.matches() && isGenuine(parts.group(1) + ":" + user, parts.group(2)) && isFresh(parts.group(1));
    }

    private String hexTime() {
        return "%08X".formatted(clock.instant().getEpochSecond());
    }

    private boolean isFresh(String hexTime) {
        var age = clock.instant().getEpochSecond() - Long.parseLong(hexTime, 16);
        return age >= -LIFE.toSeconds() && age < LIFE.toSeconds();
    }

    private boolean isGenuine(String data, String signature) {
        return MessageDigest.isEqual(
                signature(data).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(String data) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(data.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
