package dev.moru.cli.session;

import java.util.Optional;

/** Whether a person sits in front of the command. */
public interface Terminal {

    /** Whether standard output is a terminal. */
    boolean showsOutput();

    /** Whether standard error is a terminal, which can be redrawn. */
    boolean showsProgress();

    /** In characters. */
    int width();

    /** Asks a question and reads the answer; empty where nobody can answer. */
    Optional<String> ask(String question);

    /** The same without showing what is typed. */
    Optional<String> askSecretly(String question);

    static Terminal none() {
        return new NoTerminal();
    }
}
