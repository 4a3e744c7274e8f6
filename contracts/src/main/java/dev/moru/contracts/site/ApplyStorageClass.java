package dev.moru.contracts.site;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;

/**
 * The accepted state of a storage class of a site, for its owner and for those who put backups there; the subject is its id.
 *
 * @param revision counts the accepted states of the resource, from 1
 */
@MessageType(
        value = "dev.moru.storage-class.apply.v1",
        topics = {Topics.PROVISIONING_COMMANDS, Topics.BACKUP_COMMANDS},
        isPublic = false)
public record ApplyStorageClass(UUID id, String name, long revision, UUID siteId, StorageClassSpec spec)
        implements Command {}
