package dev.moru.monitoring.command;

import dev.moru.contracts.alert.AcknowledgeAlert;
import dev.moru.contracts.alert.Acknowledgement;
import dev.moru.contracts.alert.SilenceAlert;
import dev.moru.contracts.site.ApplySite;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.RemoveConfiguration;
import dev.moru.contracts.turn.StopTurn;
import dev.moru.contracts.turn.WatchServer;
import dev.moru.durable.Envelope;
import dev.moru.durable.consume.DeadLetter;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.consume.MessageHandler;
import dev.moru.monitoring.alert.AlertCare;
import dev.moru.monitoring.alert.SilenceWish;
import dev.moru.monitoring.site.MonitoredSite;
import dev.moru.monitoring.site.Sites;
import dev.moru.monitoring.watch.Watching;
import dev.moru.service.turn.UnreadableTurn;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes what the gateway has accepted (sites, care of alerts), and the turns that the owner of servers hands over. */
@Component
class Commands implements MessageHandler {

    private static final Logger log = LoggerFactory.getLogger(Commands.class);

    private final Sites sites;
    private final Watching watching;
    private final AlertCare care;

    Commands(Sites sites, Watching watching, AlertCare care) {
        this.sites = sites;
        this.watching = watching;
        this.care = care;
    }

    /** Servers and sites in one order, so that no two polls wait for each other; each one's messages in theirs. */
    @Override
    public void handle(List<InboundMessage> messages) {
        messages.stream()
                .sorted(Comparator.comparing(message -> message.envelope().subject()))
                .forEach(message -> message.knownBody().ifPresent(body -> handle(body, message.envelope())));
    }

    private void handle(Object body, Envelope envelope) {
        if (body instanceof ApplySite site) {
            sites.apply(new MonitoredSite(site.id(), site.name(), site.revision(), site.spec()));
        } else if (body instanceof RemoveConfiguration removed && removed.kind() == ConfigurationKind.SITE) {
            sites.remove(removed.id(), removed.revision());
        } else if (body instanceof WatchServer command) {
            watching.watch(command, envelope.id(), envelope.context().expiresAt());
        } else if (body instanceof StopTurn command) {
            watching.stop(UUID.fromString(envelope.subject()), command, envelope.id());
        } else if (body instanceof AcknowledgeAlert command) {
            care.acknowledge(
                    UUID.fromString(envelope.subject()),
                    new Acknowledgement(actorOf(envelope), envelope.time(), command.comment()));
        } else if (body instanceof SilenceAlert command) {
            care.silence(new SilenceWish(
                    envelope.id(),
                    UUID.fromString(envelope.subject()),
                    actorOf(envelope),
                    command.comment(),
                    command.until(),
                    care.now()));
        } else {
            log.warn("Message {} of type {} is for somebody else", envelope.id(), envelope.type());
        }
    }

    private static String actorOf(Envelope envelope) {
        return Objects.requireNonNullElse(envelope.context().actor(), "system:gateway");
    }

    /** Of a turn the headers say which one it was. */
    @Override
    public void onDeadLetter(DeadLetter letter) {
        log.error("Command {} was put aside: {}", letter.position(), letter.reason());
        UnreadableTurn.in(letter).ifPresent(this::answer);
    }

    private void answer(UnreadableTurn command) {
        var origin = command.envelope().id();
        command.stop()
                .ifPresentOrElse(
                        stop -> watching.stop(command.server(), stop, origin),
                        () -> watching.refuse(command.server(), command.turn(), origin, command.reason()));
    }
}
