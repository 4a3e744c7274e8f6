package dev.moru.notification.delivery;

import dev.moru.notification.channel.Answer;

/** What came of a call, before it is stored. */
public record Attempt(Dispatch before, Answer answer) {}
