package dev.moru.config.play;

/** Runs the playbook that gives hosts their roles. */
public interface Playbooks {

    /**
     * Runs a play to its end, to the end of its time, or until it is told to stop. When this returns, none of its processes
     * is left here.
     *
     * @throws InterruptedException when this thread was interrupted; nothing is left then either
     */
    PlayResult run(Play play, PlayObserver observer) throws InterruptedException;
}
