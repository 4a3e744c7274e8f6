package dev.moru.contracts.site;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;

/**
 * The accepted state of a preset; the subject is its id.
 *
 * @param revision counts the accepted states of the resource, from 1
 */
@MessageType(value = "dev.moru.preset.apply.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record ApplyPreset(UUID id, String name, long revision, PresetSpec spec) implements Command {}
