package dev.moru.monitoring.site;

/** The figures of a cluster can't be read now; the message says why, for people. */
public final class FiguresUnknown extends RuntimeException {

    public FiguresUnknown(String reason, Throwable cause) {
        super(reason, cause);
    }
}
