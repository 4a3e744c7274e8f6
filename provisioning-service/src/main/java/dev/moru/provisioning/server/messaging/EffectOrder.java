package dev.moru.provisioning.server.messaging;

import dev.moru.contracts.server.ServerSpec;
import dev.moru.provisioning.server.Checkpoint;
import dev.moru.provisioning.server.Reservation;
import dev.moru.provisioning.server.TurnRequest;
import dev.moru.provisioning.server.TurnWork;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is told: enough to begin without reading the server again.
 *
 * @param node where the guest was last seen; null before it was placed
 * @param spec in force, or wanted by a creation
 * @param creation how far the creation was that is to be undone
 * @param provisioned whether its creation has succeeded once
 */
public record EffectOrder(
        UUID server,
        long turn,
        TurnWork.Phase phase,
        UUID operation,
        TurnRequest request,
        String site,
        String project,
        String driver,
        ServerSpec spec,
        @Nullable Reservation reservation,
        @Nullable String node,
        @Nullable Checkpoint creation,
        boolean provisioned) {}
