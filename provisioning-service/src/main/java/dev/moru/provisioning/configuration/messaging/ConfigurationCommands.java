package dev.moru.provisioning.configuration.messaging;

import dev.moru.contracts.Event;
import dev.moru.contracts.Topics;
import dev.moru.contracts.site.ApplyImage;
import dev.moru.contracts.site.ApplyNetwork;
import dev.moru.contracts.site.ApplyPreset;
import dev.moru.contracts.site.ApplySite;
import dev.moru.contracts.site.ApplyStorageClass;
import dev.moru.contracts.site.ConfigurationApplied;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.ConfigurationRemoved;
import dev.moru.contracts.site.RemoveConfiguration;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import dev.moru.provisioning.configuration.AppliedResource;
import dev.moru.provisioning.configuration.persistence.ConfigurationTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies configuration and answers with the revision that is in force. One shape for every kind. */
public final class ConfigurationCommands {

    private final ConfigurationTable table;
    private final Outbox outbox;

    public ConfigurationCommands(ConfigurationTable table, Outbox outbox) {
        this.table = table;
        this.outbox = outbox;
    }

    /** @return whether any of the messages was about configuration */
    public boolean handle(List<InboundMessage> messages) {
        var answers = new ArrayList<OutboundMessage>();
        for (var message : messages) {
            resourceIn(message.body()).ifPresent(resource -> {
                table.apply(resource);
                answers.add(answer(message, resource));
            });
        }
        outbox.append(answers);
        return !answers.isEmpty();
    }

    private static Optional<AppliedResource> resourceIn(@Nullable Object body) {
        if (body instanceof ApplySite a) {
            return Optional.of(
                    new AppliedResource(ConfigurationKind.SITE, a.id(), null, a.name(), a.revision(), a.spec()));
        }
        if (body instanceof ApplyImage a) {
            return Optional.of(
                    new AppliedResource(ConfigurationKind.IMAGE, a.id(), a.siteId(), a.name(), a.revision(), a.spec()));
        }
        if (body instanceof ApplyNetwork a) {
            return Optional.of(new AppliedResource(
                    ConfigurationKind.NETWORK, a.id(), a.siteId(), a.name(), a.revision(), a.spec()));
        }
        if (body instanceof ApplyStorageClass a) {
            return Optional.of(new AppliedResource(
                    ConfigurationKind.STORAGE_CLASS, a.id(), a.siteId(), a.name(), a.revision(), a.spec()));
        }
        if (body instanceof ApplyPreset a) {
            return Optional.of(
                    new AppliedResource(ConfigurationKind.PRESET, a.id(), null, a.name(), a.revision(), a.spec()));
        }
        return body instanceof RemoveConfiguration r
                ? Optional.of(new AppliedResource(r.kind(), r.id(), null, r.name(), r.revision(), null))
                : Optional.empty();
    }

    private static OutboundMessage answer(InboundMessage message, AppliedResource resource) {
        Event event = resource.spec() == null
                ? new ConfigurationRemoved(resource.kind(), resource.id(), resource.name(), resource.revision())
                : new ConfigurationApplied(
                        resource.kind(), resource.id(), resource.name(), resource.revision(), List.of());
        var context = message.envelope()
                .context()
                .causedBy(message.envelope().id())
                .expiringAt(null)
                .withSeverity("info");
        return new OutboundMessage(
                Topics.PROVISIONING_EVENTS, message.envelope().subject(), event, context);
    }
}
