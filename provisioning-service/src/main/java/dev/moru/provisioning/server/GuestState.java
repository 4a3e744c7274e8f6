package dev.moru.provisioning.server;

import dev.moru.contracts.server.Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a guest was seen.
 *
 * @param power {@code running}, {@code stopped} or {@code unknown}
 * @param agent {@code running}, {@code absent} or {@code unknown}
 * @param lock the hypervisor's lock, if any
 * @param addresses those that the guest agent tells, source {@code agent}
 * @param pending changes that wait for the next boot, as text
 * @param warnings what did not work and does not matter for success
 */
public record GuestState(
        String node,
        String power,
        String agent,
        @Nullable String lock,
        List<Address> addresses,
        List<String> pending,
        List<String> warnings) {

    public GuestState {
        addresses = List.copyOf(addresses);
        pending = List.copyOf(pending);
        warnings = List.copyOf(warnings);
    }
}
