package dev.moru.contracts.site;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One address of a cluster.
 *
 * @param fingerprint SHA-256 of the certificate as hex pairs with colons; absent when the site's CA is used
 */
public record Endpoint(URI url, @Nullable String fingerprint) {}
