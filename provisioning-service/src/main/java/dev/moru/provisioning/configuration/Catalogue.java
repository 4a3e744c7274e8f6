package dev.moru.provisioning.configuration;

import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.contracts.site.ImageSpec;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.contracts.site.StorageClassSpec;
import dev.moru.provisioning.site.Site;
import dev.moru.provisioning.site.SiteOffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Everything that was applied. */
public interface Catalogue {

    /** A site by its name; an answer may be a second old. */
    Optional<Site> site(String name);

    List<Site> sites();

    Map<String, Named<ImageSpec>> images(UUID siteId);

    Map<String, Named<NetworkSpec>> networks(UUID siteId);

    Map<String, Named<StorageClassSpec>> storageClasses(UUID siteId);

    SiteOffer offer(UUID siteId);

    /** Of some configuration, what is not applied at the revision that is asked for. */
    List<ConfigurationRef> missing(List<ConfigurationRef> required);
}
