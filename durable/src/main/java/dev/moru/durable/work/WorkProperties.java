package dev.moru.durable.work;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service performs its work.
 *
 * @param workers how many items run at a time in this process
 * @param lease how long a holder may be silent before its item is given to another
 * @param callTimeout the longest external call; a successor waits this long after a lost lease
 * @param poll how often to look for work without being woken
 * @param soleReplica promises that no other process of this service is alive, so that what an earlier one held is taken
 *     over at start without waiting for its lease
 */
@ConfigurationProperties("moru.durable.work")
public record WorkProperties(
        @DefaultValue("32") int workers,
        @DefaultValue("15s") Duration lease,
        @DefaultValue("10s") Duration callTimeout,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("false") boolean soleReplica) {

    public WorkProperties {
        if (callTimeout.compareTo(lease) >= 0) {
            throw new IllegalArgumentException("moru.durable.work.call-timeout must be shorter than the lease");
        }
    }
}
