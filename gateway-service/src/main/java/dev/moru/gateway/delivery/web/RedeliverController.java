package dev.moru.gateway.delivery.web;

import dev.moru.contracts.notification.Delivery;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.request.Incoming;
import dev.moru.gateway.security.Permitted;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sending a delivery once more. */
@RestController
class RedeliverController {

    private final Redelivery redelivery;
    private final Incoming incoming;

    RedeliverController(Redelivery redelivery, Incoming incoming) {
        this.redelivery = redelivery;
        this.incoming = incoming;
    }

    /** Answers with the delivery as it was; its next state follows when it has been sent. */
    @PostMapping("/api/v1/deliveries/{id}:redeliver")
    @Permitted("delivery:redeliver")
    Mono<ResponseEntity<Delivery>> redeliver(@PathVariable UUID id, Call call) {
        return redelivery
                .request(id, incoming.key(call, null), incoming.requester(call.exchange(), call.caller()))
                .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND, "there is no delivery " + id)
                        .asException()))
                .map(delivery -> ResponseEntity.accepted().body(delivery));
    }
}
