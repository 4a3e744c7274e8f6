package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The SHA-1 of a config, which a client sends back so that it does not overwrite what it has not seen. */
final class Digest {

    private Digest() {}

    static String of(Vm vm) {
        var text = new StringBuilder();
        print(vm.config(), text);
        print(vm.pending(), text.append("[PENDING]\n"));
        vm.snapshots()
                .forEach((name, snapshot) ->
                        print(snapshot.config(), text.append('[').append(name).append("]\n")));
        try {
            var sha = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void print(Map<String, String> config, StringBuilder text) {
        config.forEach((option, value) ->
                text.append(option).append(": ").append(value).append('\n'));
    }

    static void requireCurrent(Vm vm, Call call, String refusal) {
        call.find("digest").filter(digest -> !digest.equals(of(vm))).ifPresent(digest -> {
            throw ApiFailure.because(refusal);
        });
    }
}
