package dev.moru.cli.session;

import java.util.Optional;

/** A pipe, a file, a scheduled job. */
final class NoTerminal implements Terminal {

    private static final int WIDTH = 120;

    @Override
    public boolean showsOutput() {
        return false;
    }

    @Override
    public boolean showsProgress() {
        return false;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public Optional<String> ask(String question) {
        return Optional.empty();
    }

    @Override
    public Optional<String> askSecretly(String question) {
        return Optional.empty();
    }
}
