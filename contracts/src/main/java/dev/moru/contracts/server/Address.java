package dev.moru.contracts.server;

/**
 * An address of a server.
 *
 * @param source {@code assigned} (from Moru's pool), {@code literal} or {@code agent} (seen by the guest agent)
 */
public record Address(String network, String address, String source) {}
