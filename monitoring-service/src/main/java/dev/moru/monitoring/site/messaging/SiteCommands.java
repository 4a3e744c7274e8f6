package dev.moru.monitoring.site.messaging;

import dev.moru.contracts.site.ApplySite;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.RemoveConfiguration;
import dev.moru.durable.consume.DeadLetter;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.consume.MessageHandler;
import dev.moru.monitoring.site.MonitoredSite;
import dev.moru.monitoring.site.Sites;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes the sites that the gateway has accepted. */
@Component
class SiteCommands implements MessageHandler {

    private static final Logger log = LoggerFactory.getLogger(SiteCommands.class);

    private final Sites sites;

    SiteCommands(Sites sites) {
        this.sites = sites;
    }

    @Override
    public void handle(List<InboundMessage> messages) {
        messages.forEach(message -> message.knownBody().ifPresent(this::handle));
    }

    private void handle(Object body) {
        if (body instanceof ApplySite site) {
            sites.apply(new MonitoredSite(site.id(), site.name(), site.revision(), site.spec()));
        } else if (body instanceof RemoveConfiguration removed && removed.kind() == ConfigurationKind.SITE) {
            sites.remove(removed.id(), removed.revision());
        }
    }

    /** The site's owner tells whoever configures it; here its figures are missing, which is seen. */
    @Override
    public void onDeadLetter(DeadLetter letter) {
        log.error("Command {} was put aside: {}", letter.position(), letter.reason());
    }
}
