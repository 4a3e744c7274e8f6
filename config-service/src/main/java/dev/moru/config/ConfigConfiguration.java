package dev.moru.config;

import dev.moru.config.role.RoleCatalogue;
import dev.moru.config.turn.Answers;
import dev.moru.config.turn.Hosts;
import dev.moru.config.turn.PlayQueue;
import dev.moru.config.turn.SecretSource;
import dev.moru.config.turn.TurnIntake;
import dev.moru.config.turn.TurnPlays;
import dev.moru.config.turn.Turns;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the domain, which know nothing of Spring, put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConfigProperties.class)
class ConfigConfiguration {

    @Bean
    static TurnIntake turnIntake(
            Turns turns,
            Hosts hosts,
            PlayQueue queue,
            Answers answers,
            RoleCatalogue catalogue,
            ConfigProperties properties) {
        return new TurnIntake(turns, hosts, queue, answers, catalogue, properties.largestPlay());
    }

    @Bean
    static TurnPlays turnPlays(
            Turns turns,
            Hosts hosts,
            PlayQueue queue,
            Answers answers,
            SecretSource secrets,
            ConfigProperties properties) {
        return new TurnPlays(turns, hosts, queue, answers, secrets, properties.largestPlay());
    }
}
