package dev.moru.provisioning.site;

import dev.moru.contracts.site.ImageSpec;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.contracts.site.StorageClassSpec;
import java.util.Map;

/** What a site says that servers can be made of, by name. */
public record SiteOffer(
        Map<String, ImageSpec> images,
        Map<String, NetworkSpec> networks,
        Map<String, StorageClassSpec> storageClasses) {

    public SiteOffer {
        images = Map.copyOf(images);
        networks = Map.copyOf(networks);
        storageClasses = Map.copyOf(storageClasses);
    }
}
