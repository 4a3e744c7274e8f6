package dev.moru.contracts.turn;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;

/**
 * A turn that was requested from inside is not granted: the server is deleted or will be, or the same turn waits already.
 *
 * @param operation that the request named; there is none
 */
@MessageType(value = "dev.moru.turn.skipped.v1", topics = Topics.PROVISIONING_EVENTS, isPublic = false)
public record TurnSkipped(UUID operation, TurnAction action, String reason) implements Event {}
