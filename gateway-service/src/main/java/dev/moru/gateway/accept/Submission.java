package dev.moru.gateway.accept;

import dev.moru.gateway.audit.Requester;
import java.util.UUID;

/**
 * A request on its way to be accepted.
 *
 * @param operation the id that its operation will have
 */
public record Submission(UUID operation, RequestKey key, Requester requester, Wish wish) {}
