package dev.moru.gateway.server;

import dev.moru.gateway.configuration.Lookup;
import dev.moru.gateway.configuration.ResourceKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of configuration that a draft can lead to, so that they are read before it is completed. */
final class DraftNeeds {

    static final String DEFAULT = "default";
    static final String SMALL = "small";

    private DraftNeeds() {}

    static Set<Lookup> of(String project, ServerDraft draft) {
        var needs = new LinkedHashSet<Lookup>();
        needs.add(new Lookup(ResourceKind.PROJECT, project));
        needs.add(draft.site() == null ? Lookup.all(ResourceKind.SITE) : new Lookup(ResourceKind.SITE, draft.site()));
        add(needs, ResourceKind.IMAGE, draft.image());
        add(needs, ResourceKind.BACKUP_POLICY, draft.backupPolicy());
        presets(draft).forEach(name -> needs.add(new Lookup(ResourceKind.PRESET, name)));
        networks(draft).forEach(name -> needs.add(new Lookup(ResourceKind.NETWORK, name)));
        storageClasses(draft.disks()).forEach(name -> needs.add(new Lookup(ResourceKind.STORAGE_CLASS, name)));
        return needs;
    }

    static List<String> presets(ServerDraft draft) {
        return draft.preset() == null ? List.of(DEFAULT, SMALL) : List.of(draft.preset());
    }

    static Set<String> storageClasses(@Nullable List<ServerDraft.DiskDraft> disks) {
        var names = new LinkedHashSet<String>();
        names.add(DEFAULT);
        for (var disk : orEmpty(disks)) {
            if (disk.storageClass() != null) {
                names.add(disk.storageClass());
            }
        }
        return names;
    }

    private static Set<String> networks(ServerDraft draft) {
        var names = new LinkedHashSet<String>();
        names.add(DEFAULT);
        for (var network : orEmpty(draft.networks())) {
            if (network.network() != null) {
                names.add(network.network());
            }
        }
        return names;
    }

    private static void add(Set<Lookup> needs, ResourceKind kind, @Nullable String name) {
        if (name != null) {
            needs.add(new Lookup(kind, name));
        }
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? new ArrayList<>() : list;
    }
}
