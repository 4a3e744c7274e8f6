package dev.moru.backup.policy;

import java.util.Optional;
import java.util.UUID;

/** Keeps which policies there are. Writes join the running transaction; what is older than what is known changes nothing. */
public interface Policies {

    void apply(Policy policy);

    void remove(UUID id, long revision);

    Optional<Policy> find(UUID id);

    Optional<Policy> find(String project, String name);
}
