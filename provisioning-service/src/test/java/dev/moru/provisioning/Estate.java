package dev.moru.provisioning;

import dev.moru.contracts.Message;
import dev.moru.contracts.site.ApplyImage;
import dev.moru.contracts.site.ApplyNetwork;
import dev.moru.contracts.site.ApplySite;
import dev.moru.contracts.site.ApplyStorageClass;
import dev.moru.contracts.site.Lanes;
import dev.moru.contracts.site.SiteSpec;
import dev.moru.durable.MessageContext;
import java.util.UUID;

/**
 * The sites that all tests share, applied as people do it: {@code lab} with the scripted driver, {@code narrow} with the same
 * and room for one effect, {@code noop} with none.
 */
public final class Estate {

    private static final Estate APPLIED = new Estate(RunningService.shared().gateway());

    private final Gateway gateway;
    private final UUID site = Gateway.id();

    private Estate(Gateway gateway) {
        this.gateway = gateway;
        apply(site, Commands.SITE, Commands.site("scripted"));
        apply(Gateway.id(), "narrow", Commands.site("scripted", new Lanes(1, 1, 1, 1)));
        apply(Gateway.id(), "noop", Commands.site("noop"));
    }

    /** Makes sure that it is there. */
    public static Estate applied() {
        return APPLIED;
    }

    public UUID site() {
        return site;
    }

    private void apply(UUID id, String name, SiteSpec spec) {
        apply(id, new ApplySite(id, name, 1, spec));
        var image = Gateway.id();
        apply(image, new ApplyImage(image, "debian-12", 1, id, Commands.image()));
        var network = Gateway.id();
        apply(network, new ApplyNetwork(network, "default", 1, id, Commands.network()));
        var storage = Gateway.id();
        apply(storage, new ApplyStorageClass(storage, "default", 1, id, Commands.storageClass()));
        gateway.awaitApplied(image, 1);
        gateway.awaitApplied(network, 1);
        gateway.awaitApplied(storage, 1);
        gateway.awaitApplied(id, 1);
    }

    private void apply(UUID id, Message message) {
        gateway.send(id, message, MessageContext.NONE);
    }
}
