package dev.moru.gateway.accept;

/**
 * Recognises a request that is sent again.
 *
 * @param key hash of caller, method, concrete path, query and {@code Idempotency-Key}
 * @param bodyHash keyed hash of the body, so that what is stored gives nothing of it away
 */
public record RequestKey(String key, String bodyHash) {}
