package dev.moru.gateway.security;

import java.util.Optional;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Decides by what the route itself declares. A route that declares nothing is refused to everybody. */
final class RoutePermissions implements ReactiveAuthorizationManager<AuthorizationContext> {

    private static final AuthorizationDecision GRANTED = new AuthorizationDecision(true);
    private static final AuthorizationDecision DENIED = new AuthorizationDecision(false);

    private final HandlerMapping routes;

    RoutePermissions(HandlerMapping routes) {
        this.routes = routes;
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        return declared(context.getExchange())
                .flatMap(permission -> permission.equals(Permitted.ANYONE)
                        ? Mono.<AuthorizationResult>just(GRANTED)
                        : decide(authentication, permission))
                .defaultIfEmpty(DENIED);
    }

    static Mono<AuthorizationResult> decide(Mono<Authentication> authentication, String permission) {
        return authentication
                .map(who ->
                        who.getPrincipal() instanceof Caller caller && allows(caller, permission) ? GRANTED : DENIED)
                .cast(AuthorizationResult.class)
                .defaultIfEmpty(DENIED);
    }

    private static boolean allows(Caller caller, String permission) {
        return permission.equals(Permitted.SIGNED_IN) || caller.may(permission);
    }

    /** What is no route at all is for whoever is signed in, so that it can be answered with 404 or 405. */
    private Mono<String> declared(ServerWebExchange exchange) {
        return routes.getHandler(exchange)
                .onErrorResume(noSuchRoute -> Mono.empty())
                .doOnNext(handler -> JudgedRoute.remember(exchange, handler))
                .map(handler -> handler instanceof HandlerMethod method
                        ? declaredBy(method).orElse("")
                        : "")
                .defaultIfEmpty(Permitted.SIGNED_IN)
                .filter(permission -> !permission.isEmpty());
    }

    private static Optional<String> declaredBy(HandlerMethod method) {
        return Optional.ofNullable(method.getMethodAnnotation(Permitted.class)).map(Permitted::value);
    }
}
