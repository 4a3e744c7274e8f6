package dev.moru.durable.work;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A side effect to be performed.
 *
 * @param kind names the {@link WorkHandler}
 * @param aggregate items of one aggregate run one at a time
 * @param payload a record of the service, stored as JSON
 * @param delay before it may begin
 */
public record WorkRequest(UUID id, String kind, UUID aggregate, List<Lane> lanes, Object payload, Duration delay) {

    public WorkRequest {
        lanes = List.copyOf(lanes);
    }
}
