package dev.moru.gateway.configuration;

import dev.moru.contracts.Command;
import dev.moru.contracts.Topics;
import dev.moru.contracts.backup.ApplyBackupPolicy;
import dev.moru.contracts.backup.BackupPolicySpec;
import dev.moru.contracts.notification.ApplyChannel;
import dev.moru.contracts.notification.ApplyRoute;
import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.contracts.notification.RouteSpec;
import dev.moru.contracts.site.ApplyImage;
import dev.moru.contracts.site.ApplyNetwork;
import dev.moru.contracts.site.ApplyPreset;
import dev.moru.contracts.site.ApplySite;
import dev.moru.contracts.site.ApplyStorageClass;
import dev.moru.contracts.site.ImageSpec;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.contracts.site.PresetSpec;
import dev.moru.contracts.site.RemoveConfiguration;
import dev.moru.contracts.site.SiteSpec;
import dev.moru.contracts.site.StorageClassSpec;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.gateway.audit.Requester;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells the owner of a resource, and whoever else works with it, what was accepted. These commands do not expire. */
public final class ConfigurationMessages {

    private ConfigurationMessages() {}

    /** @param parent the site or project that the resource belongs to, if it belongs to one */
    public static List<OutboundMessage> of(Resource resource, @Nullable Resource parent, Requester requester) {
        if (resource.key().kind().contract().isEmpty()) {
            return List.of();
        }
        var command = resource.deleting() ? remove(resource) : apply(resource, parent);
        var context = context(resource, requester);
        return topics(resource.key().kind()).stream()
                .map(topic -> new OutboundMessage(topic, resource.id().toString(), command, context))
                .toList();
    }

    /** Of a site not only its owner has to know, but whoever calls its cluster, and where backups can be put. */
    private static List<String> topics(ResourceKind kind) {
        return switch (kind) {
            case CHANNEL, ROUTE -> List.of(Topics.NOTIFICATION_COMMANDS);
            case BACKUP_POLICY -> List.of(Topics.BACKUP_COMMANDS);
            case SITE -> List.of(Topics.PROVISIONING_COMMANDS, Topics.MONITORING_COMMANDS, Topics.BACKUP_COMMANDS);
            case STORAGE_CLASS -> List.of(Topics.PROVISIONING_COMMANDS, Topics.BACKUP_COMMANDS);
            default -> List.of(Topics.PROVISIONING_COMMANDS);
        };
    }

    private static MessageContext context(Resource resource, Requester requester) {
        var kind = resource.key().kind();
        var scope = resource.key().scope();
        var context = MessageContext.NONE.withActor(requester.actor()).withTraceparent(requester.traceparent());
        if (kind.belongsToProject() && !scope.isEmpty()) {
            return context.withProject(scope);
        }
        if (kind.belongsToSite()) {
            return context.withSite(scope);
        }
        return kind == ResourceKind.SITE ? context.withSite(resource.name()) : context;
    }

    private static Command remove(Resource resource) {
        return new RemoveConfiguration(
                resource.key().kind().contract().orElseThrow(), resource.id(), resource.name(), resource.revision());
    }

    private static Command apply(Resource resource, @Nullable Resource parent) {
        var id = resource.id();
        var name = resource.name();
        var revision = resource.revision();
        return switch (resource.key().kind()) {
            case SITE -> new ApplySite(id, name, revision, resource.spec(SiteSpec.class));
            case IMAGE -> new ApplyImage(id, name, revision, siteId(parent), resource.spec(ImageSpec.class));
            case NETWORK -> new ApplyNetwork(id, name, revision, siteId(parent), resource.spec(NetworkSpec.class));
            case STORAGE_CLASS ->
                new ApplyStorageClass(id, name, revision, siteId(parent), resource.spec(StorageClassSpec.class));
            case PRESET -> new ApplyPreset(id, name, revision, resource.spec(PresetSpec.class));
            case CHANNEL -> new ApplyChannel(id, name, revision, resource.spec(ChannelSpec.class));
            case ROUTE -> new ApplyRoute(id, name, revision, resource.spec(RouteSpec.class));
            case BACKUP_POLICY -> new ApplyBackupPolicy(id, name, revision, resource.spec(BackupPolicySpec.class));
            case PROJECT -> throw new IllegalArgumentException("a project has no owner to be told");
        };
    }

    private static UUID siteId(@Nullable Resource site) {
        return Objects.requireNonNull(site).id();
    }
}
