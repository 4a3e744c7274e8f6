package dev.moru.gateway.request;

import dev.moru.gateway.security.Caller;
import dev.moru.gateway.server.IfMatch;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** A mutating request, apart from its path and body. An argument of routes. */
public record Call(ServerWebExchange exchange, Caller caller, Terms terms) {

    public IfMatch ifMatch() {
        return IfMatch.of(exchange.getRequest().getHeaders().getFirst(HttpHeaders.IF_MATCH));
    }
}
