package dev.moru.notification.channel.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** A call that nobody has answered; the message says why, for people, and gives nothing of the URL's path away. */
public final class NoAnswer extends IOException {

    private NoAnswer(String reason, IOException cause) {
        super("No answer: " + reason, cause);
    }

    static NoAnswer within(Duration budget, IOException cause) {
        return new NoAnswer("it took longer than " + budget.toMillis() / 1000.0 + " s", cause);
    }

    static NoAnswer because(IOException cause) {
        return new NoAnswer(reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof UnknownHostException) {
            return "there is no such host";
        }
        if (cause instanceof ConnectException) {
            return "nobody listens there";
        }
        return cause instanceof SSLException
                ? "TLS failed: " + cause.getMessage()
                : "the connection broke (" + cause.getClass().getSimpleName() + ")";
    }

    /** Whether the time was over, which each wait of the client says by an exception of this sort. */
    static boolean isOfTime(IOException cause) {
        return cause instanceof InterruptedIOException;
    }
}
