package dev.moru.durable.work;

/** Performs one kind of side effect. */
public interface WorkHandler {

    String kind();

    /**
     * Performs the effect outside any transaction and says how it is to be closed. An exception means "again later": the
     * item is retried with growing pauses until its owner removes it.
     *
     * @throws LeaseLost when the item has meanwhile been given to somebody else; nothing is written then
     */
    WorkOutcome perform(WorkItem item, Lease lease) throws Exception;
}
