package dev.moru.systemtests.chaos;

import java.util.List;
import java.util.stream.Stream;

/** The places at which a process can be told to end; each is compiled into the services under this name. */
final class FailPoints {

    private static final List<String> KIT = List.of(
            "consumer.before-commit",
            "consumer.after-commit",
            "relay.after-read",
            "relay.after-publish",
            "relay.after-delete");

    private static final List<String> WORK = List.of(
            "work.after-claim", "work.after-checkpoint", "work.before-close", "work.before-commit", "work.after-close");

    static final List<String> OF_GATEWAY =
            with(KIT, List.of("gateway.accept.before-commit", "gateway.accept.after-commit"));

    static final List<String> OF_OWNER = with(
            with(KIT, WORK),
            List.of(
                    "turn.before-intent",
                    "turn.before-effect",
                    "turn.after-effect",
                    "proxmox.before-clone",
                    "proxmox.after-clone"));

    static final List<String> OF_NOTIFIER = with(with(KIT, WORK), List.of("notification.after-send"));

    private FailPoints() {}

    private static List<String> with(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
