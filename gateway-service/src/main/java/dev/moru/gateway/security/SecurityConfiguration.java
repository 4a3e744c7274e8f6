package dev.moru.gateway.security;

import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.problem.ProblemWriter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityConfiguration {

    @Bean
    static ConfiguredTokens configuredTokens(SecurityProperties properties) {
        return new ConfiguredTokens(properties);
    }

    @Bean
    static CallerConverter callerConverter(ConfiguredTokens configured) {
        return new CallerConverter(configured);
    }

    /** Replaces the users that Boot would otherwise make up: a caller is complete when it has been converted. */
    @Bean
    static ReactiveAuthenticationManager authenticationManager() {
        return Mono::just;
    }

    @Bean
    static SecurityWebFilterChain securityFilters(
            ServerHttpSecurity http,
            CallerConverter callers,
            ReactiveAuthenticationManager manager,
            RequestMappingHandlerMapping requestMappingHandlerMapping,
            ProblemWriter problems) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .addFilterAt(signIn(callers, manager, problems), SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(routes -> routes.pathMatchers(HttpMethod.GET, "/actuator/health/**")
                        .permitAll()
                        .pathMatchers("/actuator/**")
                        .access((who, route) -> RoutePermissions.decide(who, "metrics:read"))
                        .anyExchange()
                        .access(new RoutePermissions(requestMappingHandlerMapping)))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(
                                (exchange, why) -> unauthenticated(exchange, problems))
                        .accessDeniedHandler((exchange, why) -> problems.write(
                                exchange, Problem.of(ProblemType.FORBIDDEN, "the route needs a permission"))))
                .build();
    }

    private static AuthenticationWebFilter signIn(
            CallerConverter callers, ReactiveAuthenticationManager manager, ProblemWriter problems) {
        var filter = new AuthenticationWebFilter(manager);
        filter.setServerAuthenticationConverter(callers);
        filter.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
        filter.setAuthenticationFailureHandler((exchange, why) -> unauthenticated(exchange.getExchange(), problems));
        return filter;
    }

    private static Mono<Void> unauthenticated(ServerWebExchange exchange, ProblemWriter problems) {
        return problems.write(exchange, Problem.of(ProblemType.UNAUTHENTICATED, "sign in, or send a valid token"));
    }
}
