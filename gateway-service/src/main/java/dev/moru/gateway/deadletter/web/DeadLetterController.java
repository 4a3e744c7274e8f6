package dev.moru.gateway.deadletter.web;

import dev.moru.gateway.audit.AuditEntry;
import dev.moru.gateway.audit.AuditTrail;
import dev.moru.gateway.deadletter.DeadLetterOffice;
import dev.moru.gateway.deadletter.DeadLetterOffice.LetterName;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.request.Incoming;
import dev.moru.gateway.security.Permitted;
import java.time.Clock;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Records that a service could not handle. */
@RestController
@RequestMapping("/api/v1/dead-letters")
class DeadLetterController {

    private final DeadLetterOffice office;
    private final AuditTrail audit;
    private final Incoming incoming;
    private final Clock clock;

    DeadLetterController(DeadLetterOffice office, AuditTrail audit, Incoming incoming, Clock clock) {
        this.office = office;
        this.audit = audit;
        this.incoming = incoming;
        this.clock = clock;
    }

    @GetMapping
    @Permitted("system:dead-letters")
    Mono<DeadLetterOffice.Listing> list() {
        return office.list();
    }

    /** With headers and body. */
    @GetMapping("/{service}/{id}")
    @Permitted("system:dead-letters")
    Mono<JsonNode> show(@PathVariable String service, @PathVariable UUID id) {
        return office.show(new LetterName(service, id));
    }

    /** Hands it to its handler once more; what comes too late is refused there. */
    @PostMapping("/{service}/{id}:replay")
    @Permitted("system:dead-letters")
    Mono<JsonNode> replay(@PathVariable String service, @PathVariable UUID id, Call call) {
        var letter = new LetterName(service, id);
        return note("dead-letter.replay", letter, call).then(Mono.defer(() -> office.replay(letter)));
    }

    /** Leaves it unhandled for good. */
    @PostMapping("/{service}/{id}:discard")
    @Permitted("system:dead-letters")
    Mono<JsonNode> discard(@PathVariable String service, @PathVariable UUID id, Call call) {
        var letter = new LetterName(service, id);
        return note("dead-letter.discard", letter, call).then(Mono.defer(() -> office.discard(letter)));
    }

    private Mono<Void> note(String action, LetterName letter, Call call) {
        return audit.append(new AuditEntry(
                Incoming.newId(),
                clock.instant(),
                incoming.requester(call.exchange(), call.caller()),
                action,
                AuditEntry.Outcome.ACCEPTED,
                null,
                "dead-letter",
                letter.service() + "/" + letter.id(),
                null,
                null,
                null));
    }
}
