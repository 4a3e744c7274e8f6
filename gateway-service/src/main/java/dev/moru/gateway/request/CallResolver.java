package dev.moru.gateway.request;

import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.security.Caller;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives routes their {@link Call}. */
final class CallResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Call.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext bindings, ServerWebExchange exchange) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .map(authentication -> authentication.getPrincipal())
                .ofType(Caller.class)
                .switchIfEmpty(
                        Mono.error(() -> Problem.of(ProblemType.UNAUTHENTICATED, "sign in, or send a valid token")
                                .asException()))
                .map(caller -> new Call(
                        exchange, caller, Terms.of(exchange.getRequest().getQueryParams())));
    }
}
