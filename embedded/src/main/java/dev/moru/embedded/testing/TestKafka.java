package dev.moru.embedded.testing;

/** A running Kafka that tests share. Topics are not made by themselves, and names are not reused by other tests. */
public record TestKafka(String bootstrapServers) {}
