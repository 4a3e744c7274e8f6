package dev.moru.contracts.server;

/**
 * A network card of a server.
 *
 * @param ipv4 {@code auto}, {@code dhcp}, {@code none} or a literal address
 * @param ipv6 the same
 */
public record NetworkAttachment(String network, String ipv4, String ipv6) {}
