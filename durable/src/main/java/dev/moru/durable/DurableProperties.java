package dev.moru.durable;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the kit.
 *
 * @param relayBatch how many rows the relay publishes at a time
 * @param relayPoll how often it looks without being woken
 * @param leaderLease how long a replica that does what only one may do can be silent
 * @param timerPoll how often timers are looked at, which bounds how late they fire
 * @param compareWithTopics whether a start looks if Kafka holds what the database has not sent; only for services that share
 *     their topics with strangers, as in tests, it must not
 * @param kafkaPatience how long a start waits for Kafka before it goes on without
 */
@ConfigurationProperties("moru.durable")
public record DurableProperties(
        @DefaultValue("500") int relayBatch,
        @DefaultValue("500ms") Duration relayPoll,
        @DefaultValue("10s") Duration leaderLease,
        @DefaultValue("500ms") Duration timerPoll,
        @DefaultValue("true") boolean compareWithTopics,
        @DefaultValue("10s") Duration kafkaPatience) {}
