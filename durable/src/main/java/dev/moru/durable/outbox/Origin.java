package dev.moru.durable.outbox;

/**
 * Where the messages of a service come from.
 *
 * @param source {@code /moru/<service>}
 * @param epoch of the installation
 */
public record Origin(String source, int epoch) {}
