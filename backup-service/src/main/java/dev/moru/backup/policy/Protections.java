package dev.moru.backup.policy;

import dev.moru.contracts.server.ServerSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps which servers are under which policies. Writes join the running transaction. */
public interface Protections {

    /** What is older than what is known changes nothing. */
    void observe(ServerSnapshot server);

    Optional<Protection> find(UUID server);

    List<Protection> under(Policy policy);

    /** @param isSo null: whatever was told holds no longer */
    void missed(UUID server, @Nullable Boolean isSo);
}
