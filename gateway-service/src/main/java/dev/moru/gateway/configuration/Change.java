package dev.moru.gateway.configuration;

import dev.moru.gateway.accept.RequestKey;
import dev.moru.gateway.audit.Requester;

/**
 * A request to change configuration, apart from what is changed.
 *
 * @param verb {@code create}, {@code update} or {@code delete}
 * @param validateOnly only find out whether it would be accepted
 */
public record Change(RequestKey key, Requester requester, String verb, boolean validateOnly) {}
