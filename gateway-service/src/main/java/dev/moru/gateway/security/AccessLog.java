package dev.moru.gateway.security;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.gateway.audit.AuditEntry;
import dev.moru.gateway.audit.AuditTrail;
import dev.moru.gateway.audit.Requester;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Audits who came in, and who was turned away. */
@Component
class AccessLog {

    private final AuditTrail trail;
    private final Clock clock;

    AccessLog(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    Mono<Void> append(ServerWebExchange exchange, String actor, String action, AuditEntry.Outcome outcome) {
        var request = exchange.getRequest();
        var remote = request.getRemoteAddress();
        var address = remote == null || remote.getAddress() == null
                ? null
                : remote.getAddress().getHostAddress();
        return trail.append(new AuditEntry(
                UuidCreator.getTimeOrderedEpoch(),
                clock.instant(),
                new Requester(actor, address, null),
                action,
                outcome,
                null,
                "route",
                request.getMethod() + " " + request.getPath().value(),
                null,
                null,
                null));
    }
}
