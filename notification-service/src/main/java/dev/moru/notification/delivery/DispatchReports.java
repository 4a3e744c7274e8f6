package dev.moru.notification.delivery;

/** Tells the other services, in the running transaction. */
@FunctionalInterface
public interface DispatchReports {

    /** A delivery was tried. */
    void report(Dispatch dispatch);
}
