package dev.moru.config.play;

/** Runs the playbook that gives hosts their roles. */
public interface Playbooks {

    /**
     * Runs a play to its end, to the end of its time, or until it is told to stop. When this returns, none of its processes
     * is left here, nor at its hosts, but for those that it names as unsettled. What an earlier run may have left at a
     * host is seen to first, whatever the play is told; the host is played only when that is over.
     *
     * @throws InterruptedException when this thread was interrupted; nothing is left here then either, but something may go
     *     on at the hosts
     */
    PlayResult run(Play play, PlayObserver observer) throws InterruptedException;
}
