package dev.moru.gateway.problem;

import dev.moru.gateway.security.Permitted;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Routes whose names are taken already, so that building them breaks nobody. */
@RestController
class ReservedRoutes {

    @RequestMapping(
            path = {"/api/v1/backups/{id}:restore", "/api/v1/backups/{id}:verify"},
            method = {RequestMethod.GET, RequestMethod.POST, RequestMethod.PATCH, RequestMethod.DELETE})
    @Permitted(Permitted.SIGNED_IN)
    Mono<Void> reserved() {
        return Mono.error(() ->
                Problem.of(ProblemType.RESERVED, "this route is not built yet").asException());
    }
}
