package dev.moru.provisioning.server;

import dev.moru.contracts.server.DiskSpec;
import dev.moru.contracts.server.ServerChange;
import dev.moru.contracts.server.ServerSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies changes to specs. Disks only grow or come; nothing here shrinks or removes one. */
public final class SpecChanges {

    private SpecChanges() {}

    public static ServerSpec apply(ServerChange change, ServerSpec spec) {
        return new ServerSpec(
                spec.name(),
                spec.kind(),
                spec.site(),
                spec.image(),
                spec.preset(),
                Optional.ofNullable(change.cores()).orElse(spec.cores()),
                Optional.ofNullable(change.memoryMiB()).orElse(spec.memoryMiB()),
                grown(spec.disks(), Optional.ofNullable(change.disks()).orElse(List.of())),
                spec.networks(),
                spec.placement(),
                spec.login(),
                spec.readiness(),
                Optional.ofNullable(change.tags()).orElse(spec.tags()),
                Optional.ofNullable(change.description()).orElse(spec.description()),
                Optional.ofNullable(change.deletionProtected()).orElse(spec.deletionProtected()),
                spec.onFailure(),
                spec.deadline(),
                Optional.ofNullable(change.roles()).orElse(spec.roles()),
                set(
                        spec.roleVariables(),
                        Optional.ofNullable(change.roleVariables()).orElse(Map.of())),
                change.backupPolicyAfter(spec.backupPolicy()),
                spec.onConfigureFailure());
    }

    private static Map<String, Map<String, Object>> set(
            Map<String, Map<String, Object>> variables, Map<String, Map<String, @Nullable Object>> changed) {
        var all = new HashMap<>(variables);
        changed.forEach((role, values) -> {
            var set = new HashMap<String, @Nullable Object>(all.getOrDefault(role, Map.of()));
            set.putAll(values);
            set.values().removeIf(Objects::isNull);
            all.put(role, Map.copyOf(set));
        });
        all.values().removeIf(Map::isEmpty);
        return all;
    }

    private static List<DiskSpec> grown(List<DiskSpec> disks, List<DiskSpec> changed) {
        var byName = new LinkedHashMap<String, DiskSpec>();
        disks.forEach(disk -> byName.put(disk.name(), disk));
        for (var disk : changed) {
            byName.merge(
                    disk.name(),
                    disk,
                    (known, wanted) -> new DiskSpec(
                            known.name(), Math.max(known.sizeGiB(), wanted.sizeGiB()), known.storageClass()));
        }
        return List.copyOf(byName.values());
    }
}
