package dev.moru.provisioning.server.messaging;

import dev.moru.contracts.Message;
import dev.moru.contracts.Topics;
import dev.moru.contracts.server.Address;
import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.contracts.turn.ConfigureServer;
import dev.moru.contracts.turn.GuestAccess;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.LocateBackup;
import dev.moru.contracts.turn.Participant;
import dev.moru.contracts.turn.ProtectServer;
import dev.moru.contracts.turn.RemoveBackups;
import dev.moru.contracts.turn.StopTurn;
import dev.moru.contracts.turn.TakeBackup;
import dev.moru.contracts.turn.WatchServer;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.provisioning.configuration.Catalogue;
import dev.moru.provisioning.server.Part;
import dev.moru.provisioning.server.PartOrder;
import dev.moru.provisioning.server.ServerState;
import dev.moru.provisioning.server.StopReason;
import dev.moru.provisioning.server.Turn;
import dev.moru.provisioning.server.TurnRequest;
import dev.moru.provisioning.site.Site;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns the words of a decision to participants into commands of the contract. */
public final class PartCommands {

    private final Catalogue catalogue;

    PartCommands(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    OutboundMessage outbound(ServerState state, PartOrder order, MessageContext cause) {
        var operation = order.turn().operation();
        var context = cause.withOperation(operation.id())
                .withActor(operation.actor())
                .withProject(operation.project())
                .withSite(operation.site())
                .expiringAt(operation.deadlineAt())
                .answeredTo(handed(order.turn(), order.part()).answerTo());
        var topic = topicOf(order.part().participant());
        return new OutboundMessage(topic, state.id().toString(), body(state, order), context);
    }

    /** Where a participant is told. */
    public static String topicOf(Participant participant) {
        return switch (participant) {
            case CONFIG -> Topics.CONFIG_COMMANDS;
            case MONITORING -> Topics.MONITORING_COMMANDS;
            case BACKUP -> Topics.BACKUP_COMMANDS;
        };
    }

    private Message body(ServerState state, PartOrder order) {
        var handed = handed(order.turn(), order.part());
        if (order instanceof PartOrder.Recall recall) {
            var reason = recall.reason() == StopReason.CANCEL ? "it is cancelled" : "its deadline has passed";
            return new StopTurn(handed, reason);
        }
        var server = Objects.requireNonNull(state.server(), "a turn on a server that nobody has heard of");
        var request = order.turn().request();
        return switch (order.part()) {
            case LOCATE ->
                new LocateBackup(
                        handed, server, request.restoration().orElseThrow().backup());
            case CONFIGURE -> new ConfigureServer(handed, server, accessTo(server), isCheck(request));
            case WATCH -> new WatchServer(handed, server, accessTo(server));
            case PROTECT -> new ProtectServer(handed, server);
            case REMOVE_BACKUPS -> new RemoveBackups(handed, server);
            case BACK_UP -> takeBackup(handed, server, (TurnRequest.BackUp) request);
        };
    }

    private static HandedTurn handed(Turn turn, Part part) {
        return new HandedTurn(turn.number(), turn.operation().id(), part.step(), turn.logged());
    }

    private static boolean isCheck(TurnRequest request) {
        return request instanceof TurnRequest.Configure configure && configure.check();
    }

    private static TakeBackup takeBackup(HandedTurn handed, ServerSnapshot server, TurnRequest.BackUp request) {
        return new TakeBackup(handed, server, request.backup(), request.policy(), request.storageClass());
    }

    private GuestAccess accessTo(ServerSnapshot server) {
        var address = server.status().addresses().stream().findFirst();
        var site = catalogue.site(server.spec().site());
        return new GuestAccess(
                site.map(each -> connectionOf(each, server)).orElse("none"),
                address.map(Address::address).orElse(null),
                server.spec().login().user(),
                site.map(each -> jumpHostOf(each, address.map(Address::network).orElse("")))
                        .orElse(null));
    }

    private String connectionOf(Site site, ServerSnapshot server) {
        var image = catalogue.images(site.id()).get(server.spec().image());
        return image == null ? "ssh" : image.spec().connection();
    }

    private @Nullable String jumpHostOf(Site site, String network) {
        var found = catalogue.networks(site.id()).get(network);
        return found == null ? null : found.spec().jumpHost();
    }
}
