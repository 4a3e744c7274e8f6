package dev.moru.gateway.delivery;

import dev.moru.contracts.Topics;
import dev.moru.contracts.notification.Redeliver;
import dev.moru.contracts.notification.TestChannel;
import dev.moru.gateway.accept.RequestKey;
import dev.moru.gateway.configuration.ConfigurationStore;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.direct.DirectCommand;
import dev.moru.gateway.direct.DirectCommands;
import dev.moru.gateway.list.ProjectScope;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.request.Incoming;
import dev.moru.gateway.security.Permitted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Having something sent. notification-service owns deliveries: an answer shows one as it was, or, where the request waits, what
 * has become of it.
 */
@RestController
class DeliveryController {

    private final StoredDeliveries deliveries;
    private final ConfigurationStore channels;
    private final DirectCommands commands;
    private final Incoming incoming;

    DeliveryController(
            StoredDeliveries deliveries, ConfigurationStore channels, DirectCommands commands, Incoming incoming) {
        this.deliveries = deliveries;
        this.channels = channels;
        this.commands = commands;
        this.incoming = incoming;
    }

    @PostMapping("/api/v1/deliveries/{id}:redeliver")
    @Permitted("delivery:redeliver")
    Mono<ResponseEntity<ShownDelivery>> redeliver(@PathVariable UUID id, Call call) {
        var delivery = deliveries.find(id, ProjectScope.of(call.caller()));
        return answer(commands.send(call, null, delivery, (found, at) -> redelivery(found)), call);
    }

    /** The attempt is made where all are made, under the same address policy, and stands in the delivery log. */
    @PostMapping({"/api/v1/channels/{name}:test", "/api/v1/projects/{project}/channels/{name}:test"})
    @Permitted("channel:manage")
    Mono<ResponseEntity<ShownDelivery>> test(
            @PathVariable(required = false) @Nullable String project, @PathVariable String name, Call call) {
        var id = idOf(incoming.key(call, null));
        var scope = Objects.requireNonNullElse(project, ResourceName.INSTALLATION);
        var test = channels.find(new ResourceName(ResourceKind.CHANNEL, scope, name))
                .map(channel -> ShownDelivery.test(id, channel.id(), channel.name(), project, Instant.now()));
        return answer(commands.send(call, null, test, (delivery, at) -> test(delivery)), call);
    }

    /** The same for a request that is sent again, which so finds what became of the first one. */
    private static UUID idOf(RequestKey key) {
        return UUID.nameUUIDFromBytes(key.key().getBytes(StandardCharsets.UTF_8));
    }

    private Mono<ResponseEntity<ShownDelivery>> answer(Mono<ShownDelivery> accepted, Call call) {
        var patience = call.terms().validateOnly() ? null : call.terms().patience();
        return accepted.flatMap(before -> deliveries
                .changed(before, patience)
                .map(now -> ResponseEntity.status(now.equals(before) ? HttpStatus.ACCEPTED : HttpStatus.OK)
                        .body(now)));
    }

    private static DirectCommand redelivery(ShownDelivery delivery) {
        var target =
                new DirectCommand.Target("delivery", delivery.id().toString(), delivery.channel(), delivery.project());
        return new DirectCommand(
                Topics.NOTIFICATION_COMMANDS, new Redeliver(delivery.id()), "delivery.redeliver", target);
    }

    private static DirectCommand test(ShownDelivery delivery) {
        var target = new DirectCommand.Target(
                "channel", delivery.channelId().toString(), delivery.channel(), delivery.project());
        return new DirectCommand(
                Topics.NOTIFICATION_COMMANDS,
                new TestChannel(delivery.channelId(), delivery.channel(), delivery.id()),
                "channel.test",
                target);
    }
}
