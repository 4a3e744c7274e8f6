package dev.moru.gateway.configuration;

import dev.moru.contracts.site.Condition;
import java.util.List;

/** What the owner of a resource has reported about it. */
public record ResourceStatus(long observedRevision, List<Condition> conditions) {

    public static final ResourceStatus UNKNOWN = new ResourceStatus(0, List.of());

    public ResourceStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    /** Whether a condition is known to be false. */
    public boolean denies(String conditionType) {
        return conditions.stream()
                .anyMatch(condition -> condition.type().equals(conditionType)
                        && condition.status().equals("false"));
    }
}
