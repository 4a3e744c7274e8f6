package dev.moru.gateway.journal;

/** A reader has left so much unread that it is no longer in memory. It may come back with its cursor. */
public final class ReaderTooSlow extends RuntimeException {

    ReaderTooSlow(Cursor seen) {
        super("the reader stays behind, at " + seen, null, false, false);
    }
}
