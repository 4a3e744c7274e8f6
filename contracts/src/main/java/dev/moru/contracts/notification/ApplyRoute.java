package dev.moru.contracts.notification;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;

/**
 * The accepted state of a route; the subject is its id.
 *
 * @param revision counts the accepted states of the resource, from 1
 */
@MessageType(value = "dev.moru.route.apply.v1", topics = Topics.NOTIFICATION_COMMANDS, isPublic = false)
public record ApplyRoute(UUID id, String name, long revision, RouteSpec spec) implements Command {}
