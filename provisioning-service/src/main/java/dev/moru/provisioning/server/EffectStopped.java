package dev.moru.provisioning.server;

/** An effect has stopped because that was asked for, and nothing of it goes on. */
public final class EffectStopped extends RuntimeException {

    public EffectStopped(String message) {
        super(message);
    }
}
