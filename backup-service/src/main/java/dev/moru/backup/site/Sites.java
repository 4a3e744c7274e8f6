package dev.moru.backup.site;

import dev.moru.contracts.site.StorageClassSpec;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps which clusters there are. Writes join the running transaction; what is older than what is known changes nothing. */
public interface Sites {

    void apply(BackupSite site);

    void apply(OfferedClass storageClass);

    /** Of either kind. */
    void remove(UUID id, long revision);

    Optional<BackupSite> find(String name);

    List<BackupSite> all();

    Optional<StorageClassSpec> storageClass(UUID site, String name);

    /** A storage class of a site. */
    record OfferedClass(UUID id, UUID site, String name, long revision, StorageClassSpec spec) {}
}
