package dev.moru.gateway.delivery.web;

import dev.moru.contracts.Topics;
import dev.moru.contracts.notification.Delivery;
import dev.moru.contracts.notification.Redeliver;
import dev.moru.durable.MessageCodec;
import dev.moru.gateway.database.Cells;
import dev.moru.gateway.direct.DirectCommand;
import dev.moru.gateway.direct.DirectCommands;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.security.Permitted;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sending a delivery once more. */
@RestController
class RedeliverController {

    private final DirectCommands commands;
    private final DatabaseClient database;
    private final MessageCodec codec;

    RedeliverController(DirectCommands commands, DatabaseClient database, MessageCodec codec) {
        this.commands = commands;
        this.database = database;
        this.codec = codec;
    }

    /** Answers with the delivery as it was; its next state follows when it has been sent. */
    @PostMapping("/api/v1/deliveries/{id}:redeliver")
    @Permitted("delivery:redeliver")
    Mono<ResponseEntity<Delivery>> redeliver(@PathVariable UUID id, Call call) {
        return commands.send(call, null, find(id), (delivery, at) -> redelivery(delivery))
                .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND, "there is no delivery " + id)
                        .asException()))
                .map(delivery -> ResponseEntity.accepted().body(delivery));
    }

    private Mono<Delivery> find(UUID id) {
        return database.sql("select document::text as document from delivery_view where id = $1")
                .bind(0, id)
                .map(row -> codec.read(new Cells(row).text("document"), Delivery.class))
                .one();
    }

    private static DirectCommand redelivery(Delivery delivery) {
        var target =
                new DirectCommand.Target("delivery", delivery.id().toString(), delivery.channel(), delivery.project());
        return new DirectCommand(
                Topics.NOTIFICATION_COMMANDS, new Redeliver(delivery.id()), "delivery.redeliver", target);
    }
}
