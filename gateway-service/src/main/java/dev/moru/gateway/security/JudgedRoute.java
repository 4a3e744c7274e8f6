package dev.moru.gateway.security;

import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Leads a request to the very route that it was judged by, which need not be searched for a second time. */
@Component
class JudgedRoute implements HandlerMapping, Ordered {

    private static final String ATTRIBUTE = JudgedRoute.class.getName();

    static void remember(ServerWebExchange exchange, Object handler) {
        exchange.getAttributes().put(ATTRIBUTE, handler);
    }

    @Override
    public Mono<Object> getHandler(ServerWebExchange exchange) {
        return Mono.justOrEmpty((Object) exchange.getAttribute(ATTRIBUTE));
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
