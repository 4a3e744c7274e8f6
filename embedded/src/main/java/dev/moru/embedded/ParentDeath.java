package dev.moru.embedded;

import java.util.List;

/** How a child process ends when the process that started it was killed. */
final class ParentDeath {

    private static final List<String> PREFIX = List.of("setsid", "setpriv", "--pdeathsig", "INT");

    private ParentDeath() {}

    /**
     * A session of its own keeps a terminal's Ctrl-C, which is meant for us, from stopping the child first. Empty
     * where the programs are missing; then the next start ends what was left behind.
     *
     * <p>The kernel watches the thread that forked, not the process: it must live as long as the child.
     */
    static List<String> prefix() {
        return Holder.AVAILABLE ? PREFIX : List.of();
    }

    private static final class Holder {
        static final boolean AVAILABLE = Command.of("setsid", "setpriv", "--pdeathsig", "INT", "true")
                .run()
                .succeeded();
    }
}
