package dev.moru.notification.delivery;

import dev.moru.notification.channel.Answer;

/**
 * What came of a call, before it is stored.
 *
 * @param revision of the channel that was called; 0 when it was there no more
 */
public record Attempt(Dispatch before, Answer answer, long revision) {}
