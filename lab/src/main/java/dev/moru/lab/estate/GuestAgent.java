package dev.moru.lab.estate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The guest agent inside an image.
 *
 * @param installed whether there is one
 * @param after how long after the start of the VM it answers, null for never
 */
public record GuestAgent(boolean installed, @Nullable Duration after) {

    public static final Duration PROMPT = Duration.ofMillis(300);
    public static final GuestAgent NONE = new GuestAgent(false, null);
}
