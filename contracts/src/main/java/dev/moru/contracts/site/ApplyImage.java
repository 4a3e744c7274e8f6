package dev.moru.contracts.site;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;

/**
 * The accepted state of an image of a site; the subject is its id.
 *
 * @param revision counts the accepted states of the resource, from 1
 */
@MessageType(value = "dev.moru.image.apply.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record ApplyImage(UUID id, String name, long revision, UUID siteId, ImageSpec spec) implements Command {}
