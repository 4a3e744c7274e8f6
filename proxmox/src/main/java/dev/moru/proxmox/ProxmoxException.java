package dev.moru.proxmox;

import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A call that did not succeed. {@link #retryClass} says what may be done about it; the subtypes are for those who need to
 * know more. The message names the method, the path and the status, and never holds a parameter or markup.
 */
public abstract sealed class ProxmoxException extends RuntimeException {

    private final RetryClass retryClass;
    private final int status;

    private ProxmoxException(RetryClass retryClass, Call call, int status, String text, @Nullable Throwable cause) {
        super(text + " [" + call + (status == 0 ? "]" : " -> " + status + "]"), cause);
        this.retryClass = retryClass;
        this.status = status;
    }

    private ProxmoxException(RetryClass retryClass, Call call, Answer answer, String text) {
        this(retryClass, call, answer.status(), text, null);
    }

    public RetryClass retryClass() {
        return retryClass;
    }

    /** The HTTP status, empty when there was no answer. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    private static RetryClass unlessWritten(Call call) {
        return call.repeatable() ? RetryClass.RETRY : RetryClass.LOOK_FIRST;
    }

    /** No endpoint could be connected to, so nothing was sent. */
    public static final class Unreachable extends ProxmoxException {
        Unreachable(Call call, String text, @Nullable Throwable cause) {
            super(RetryClass.RETRY, call, 0, text, cause);
        }
    }

    /** An endpoint showed a certificate that is not trusted; nothing was sent to it. */
    public static final class Untrusted extends ProxmoxException {
        Untrusted(Call call, String text, Throwable cause) {
            super(RetryClass.NEVER, call, 0, text, cause);
        }
    }

    /** The request left this machine, at least in part, and no whole answer came back in time. */
    public static final class Unanswered extends ProxmoxException {
        Unanswered(Call call, String text, @Nullable Throwable cause) {
            super(unlessWritten(call), call, 0, text, cause);
        }
    }

    /** Something answered that does not speak the API, or spoke it wrongly: HTML, cut or foreign JSON. */
    public static final class Unintelligible extends ProxmoxException {
        Unintelligible(Call call, int status, String text, @Nullable Throwable cause) {
            super(unlessWritten(call), call, status, text, cause);
        }
    }

    /** The endpoint could not reach the node that the call was for (595 to 599). */
    public static final class NodeUnreachable extends ProxmoxException {
        NodeUnreachable(Call call, Answer answer, String text) {
            super(unlessWritten(call), call, answer, text);
        }
    }

    /** Refused before any effect for a reason that passes: a file or storage lock, no quorum, an agent not up yet. */
    public static final class Busy extends ProxmoxException {
        Busy(Call call, Answer answer, String text) {
            super(RetryClass.RETRY, call, answer, text);
        }
    }

    /**
     * The guest is held by a longer operation ({@code backup}, {@code clone}, {@code migrate}, ...). It passes with that
     * operation, but stays after a crash: whoever retries reads the guest's {@code lock} again.
     */
    public static final class Locked extends ProxmoxException {
        private final String lock;

        Locked(Call call, Answer answer, String text, String lock) {
            super(RetryClass.RETRY, call, answer, text);
            this.lock = lock;
        }

        public String lock() {
            return lock;
        }
    }

    /** A task that this node does not know, or not yet: right after its start this passes within seconds. */
    public static final class NoSuchTask extends ProxmoxException {
        NoSuchTask(Call call, Answer answer, String text) {
            super(RetryClass.RETRY, call, answer, text);
        }
    }

    /** The configuration is not the one whose digest was sent. */
    public static final class Modified extends ProxmoxException {
        Modified(Call call, Answer answer, String text) {
            super(RetryClass.DIGEST, call, answer, text);
        }
    }

    /** Parameters that the API does not take. */
    public static final class Invalid extends ProxmoxException {
        private final Map<String, String> errors;

        Invalid(Call call, Answer answer, String text, Map<String, String> errors) {
            super(RetryClass.NEVER, call, answer, text);
            this.errors = Map.copyOf(errors);
        }

        /** What is wrong, by parameter; may be empty. */
        public Map<String, String> errors() {
            return errors;
        }
    }

    /** The token, the password or the ticket is not accepted. The API does not say why. */
    public static final class Unauthenticated extends ProxmoxException {
        Unauthenticated(Call call, Answer answer, String text) {
            super(RetryClass.NEVER, call, answer, text);
        }
    }

    /** A right is missing. */
    public static final class Forbidden extends ProxmoxException {
        private final @Nullable String path;
        private final @Nullable String privilege;

        Forbidden(Call call, Answer answer, String text, @Nullable String path, @Nullable String privilege) {
            super(RetryClass.NEVER, call, answer, text);
            this.path = path;
            this.privilege = privilege;
        }

        /** The path in the tree of rights, {@code /vms/100}; null when the answer names none. */
        public @Nullable String path() {
            return path;
        }

        /** {@code VM.Audit}; alternatives are joined by a bar; null when the answer names none. */
        public @Nullable String privilege() {
            return privilege;
        }
    }

    /** There is no such guest on that node; it may have moved to another one. */
    public static final class NoSuchGuest extends ProxmoxException {
        NoSuchGuest(Call call, Answer answer, String text) {
            super(RetryClass.NEVER, call, answer, text);
        }
    }

    /** Something else that the call names does not exist: a storage, volume, pool, snapshot, disk or node. */
    public static final class NotFound extends ProxmoxException {
        NotFound(Call call, Answer answer, String text) {
            super(RetryClass.NEVER, call, answer, text);
        }
    }

    /** Understood and refused: already exists, protected, running, not supported, not implemented. */
    public static final class Refused extends ProxmoxException {
        Refused(Call call, Answer answer, String text) {
            super(RetryClass.NEVER, call, answer, text);
        }
    }

    /** A failure whose text is not known. */
    public static final class Fault extends ProxmoxException {
        Fault(Call call, Answer answer, String text) {
            super(unlessWritten(call), call, answer, text);
        }
    }
}
