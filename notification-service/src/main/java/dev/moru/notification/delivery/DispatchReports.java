package dev.moru.notification.delivery;

/** Tells the other services, in the running transaction. */
@FunctionalInterface
public interface DispatchReports {

    /** A delivery was tried, held or put together with others. */
    void report(Dispatch dispatch);
}
