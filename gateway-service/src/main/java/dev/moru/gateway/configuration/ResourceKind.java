package dev.moru.gateway.configuration;

import dev.moru.contracts.backup.BackupPolicySpec;
import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.contracts.notification.RouteSpec;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.ImageSpec;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.contracts.site.PresetSpec;
import dev.moru.contracts.site.SiteSpec;
import dev.moru.contracts.site.StorageClassSpec;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of configuration; a project is one that no other service has to apply. */
public enum ResourceKind {
    SITE("site", SiteDraft.class, SiteSpec.class, ConfigurationKind.SITE),
    IMAGE("image", ImageDraft.class, ImageSpec.class, ConfigurationKind.IMAGE),
    NETWORK("network", NetworkDraft.class, NetworkSpec.class, ConfigurationKind.NETWORK),
    STORAGE_CLASS("storage-class", StorageClassDraft.class, StorageClassSpec.class, ConfigurationKind.STORAGE_CLASS),
    PRESET("preset", PresetDraft.class, PresetSpec.class, ConfigurationKind.PRESET),
    CHANNEL("channel", ChannelDraft.class, ChannelSpec.class, ConfigurationKind.CHANNEL),
    ROUTE("route", RouteDraft.class, RouteSpec.class, ConfigurationKind.ROUTE),
    BACKUP_POLICY("backup-policy", BackupPolicyDraft.class, BackupPolicySpec.class, ConfigurationKind.BACKUP_POLICY),
    PROJECT("project", ProjectDraft.class, ProjectSpec.class, null);

    private final String word;
    private final Class<? extends ResourceDraft> draftType;
    private final Class<?> specType;
    private final @Nullable ConfigurationKind contract;

    ResourceKind(
            String word,
            Class<? extends ResourceDraft> draftType,
            Class<?> specType,
            @Nullable ConfigurationKind contract) {
        this.word = word;
        this.draftType = draftType;
        this.specType = specType;
        this.contract = contract;
    }

    public static ResourceKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of configuration: " + word));
    }

    /** As it is stored and as people write it. */
    public String word() {
        return word;
    }

    /** What requests say. */
    public Class<? extends ResourceDraft> draftType() {
        return draftType;
    }

    /** What is stored and sent. */
    public Class<?> specType() {
        return specType;
    }

    public boolean belongsToSite() {
        return this == IMAGE || this == NETWORK || this == STORAGE_CLASS;
    }

    public boolean belongsToProject() {
        return this == CHANNEL || this == ROUTE || this == BACKUP_POLICY;
    }

    /** The kind in messages; empty for what stays in the gateway. */
    public Optional<ConfigurationKind> contract() {
        return Optional.ofNullable(contract);
    }
}
