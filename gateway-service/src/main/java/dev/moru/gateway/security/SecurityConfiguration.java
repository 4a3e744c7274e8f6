package dev.moru.gateway.security;

import dev.moru.gateway.audit.AuditEntry.Outcome;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.problem.ProblemWriter;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityConfiguration {

    private static final int BCRYPT_STRENGTH = 11;

    @Bean
    static ConfiguredTokens configuredTokens(SecurityProperties properties) {
        return new ConfiguredTokens(properties);
    }

    @Bean
    static Transport transport(Environment environment) {
        return Transport.of(environment);
    }

    @Bean
    static SessionCookie sessionCookie(Transport transport) {
        return new SessionCookie(transport.isTls());
    }

    @Bean
    static CallerConverter callerConverter(Credentials credentials, SessionCookie cookie) {
        return new CallerConverter(credentials, cookie);
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(BCRYPT_STRENGTH);
    }

    @Bean(destroyMethod = "dispose")
    static Scheduler passwordHashing() {
        return Schedulers.newBoundedElastic(1, 100, "password-hashing");
    }

    @Bean
    static SignIn signIn(
            AccountRows accounts,
            PasswordEncoder passwords,
            Scheduler passwordHashing,
            SecurityProperties properties,
            Clock clock) {
        return new SignIn(accounts, passwords, passwordHashing, properties.sessionLifetime(), clock);
    }

    @Bean(initMethod = "ensure")
    static AdminAccount adminAccount(JdbcClient jdbc, PasswordEncoder passwords, SecurityProperties properties) {
        return new AdminAccount(jdbc, passwords, properties);
    }

    /** A span and a timer for each of a dozen filters would cost more than what they do. */
    @Bean
    static SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
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
            AccessLog accessLog,
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
                        .accessDeniedHandler((exchange, why) -> denied(exchange, accessLog, problems)))
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

    private static Mono<Void> denied(ServerWebExchange exchange, AccessLog accessLog, ProblemWriter problems) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .map(authentication -> authentication.getPrincipal())
                .ofType(Caller.class)
                .flatMap(caller -> accessLog.append(exchange, caller.actor(), "request.deny", Outcome.DENIED))
                .then(problems.write(exchange, Problem.of(ProblemType.FORBIDDEN, "the route needs a permission")));
    }
}
