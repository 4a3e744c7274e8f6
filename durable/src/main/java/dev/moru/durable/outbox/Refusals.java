package dev.moru.durable.outbox;

import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Which answers of Kafka will be the same for ever. A missing permission is not among them: somebody will grant it. */
final class Refusals {

    private Refusals() {}

    static boolean isFinal(@Nullable Throwable reason) {
        for (var cause = reason; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException
                    || cause instanceof SerializationException
                    || cause instanceof InvalidTopicException) {
                return true;
            }
        }
        return false;
    }
}
