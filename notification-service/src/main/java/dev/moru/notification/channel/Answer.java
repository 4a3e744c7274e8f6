package dev.moru.notification.channel;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one attempt to send a message. */
public sealed interface Answer {

    /** The status code of the other side, where the channel has such a thing and there was an answer. */
    @Nullable
    Integer status();

    /** What was answered, or why there was no answer, shortened, for people. */
    String text();

    /** The other side has the message. */
    record Accepted(@Nullable Integer status, String text) implements Answer {}

    /**
     * It did not work now.
     *
     * @param pause how long the other side wants to be left alone, if it said so
     * @param progress what the next attempt is told of this one; empty: nothing
     */
    record Postponed(@Nullable Integer status, String text, Optional<Duration> pause, String progress)
            implements Answer {

        public Postponed(@Nullable Integer status, String text, Optional<Duration> pause) {
            this(status, text, pause, "");
        }
    }

    /** This will never work, unless a person changes something. */
    record Refused(@Nullable Integer status, String text) implements Answer {}

    /** The other side has said that nothing must be sent there any more. */
    record Gone(@Nullable Integer status, String text) implements Answer {}
}
