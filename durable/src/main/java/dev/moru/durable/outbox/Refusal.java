package dev.moru.durable.outbox;

import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** What an answer of Kafka means for the record. */
enum Refusal {
    /** It will be the same for ever. */
    FINAL,
    /** Not now; a missing permission is among them, for somebody will grant it. */
    FOR_NOW,
    /** The record shared the fate of another one: its producer was thrown away. */
    ABORTED;

    static Refusal of(@Nullable Throwable reason) {
        for (var cause = reason; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException
                    || cause instanceof SerializationException
                    || cause instanceof InvalidTopicException) {
                return FINAL;
            }
        }
        return reason instanceof ApiException || reason instanceof BufferExhaustedException ? FOR_NOW : ABORTED;
    }

    static boolean needsAPerson(@Nullable Throwable reason) {
        return reason instanceof AuthorizationException;
    }
}
