package dev.moru.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this service; those of Ansible are {@code moru.config.ansible}.
 *
 * @param playsAtATime how many runs of Ansible go on at a time, over all replicas
 * @param largestPlay how many servers one of them is for at most
 * @param gather how long a run waits for further servers before it begins
 */
@ConfigurationProperties("moru.config")
public record ConfigProperties(
        @DefaultValue("4") int playsAtATime,
        @DefaultValue("100") int largestPlay,
        @DefaultValue("300ms") Duration gather) {}
