package dev.moru.lab.guest;

import java.util.List;
import java.util.Optional;

/**
 * A VM as far as its host needs to know.
 *
 * @param seed what its cloud-init drive says, empty when it has none
 */
public record Machine(int vmid, long memoryMiB, long cpus, List<Card> cards, Optional<Seed> seed) {

    /**
     * @param device the name inside, {@code eth0}
     * @param gateways of its networks, with prefix length: {@code 10.10.0.1/24}
     */
    public record Card(String device, String mac, String bridge, List<String> gateways) {}

    /**
     * @param instanceId where it differs from that of the last boot, the rest is applied
     * @param keys lines of {@code authorized_keys}
     * @param networks the cards that get addresses
     * @param nameServers empty for those of the computer
     */
    public record Seed(
            String instanceId,
            String hostname,
            String user,
            List<String> keys,
            List<Network> networks,
            List<String> nameServers,
            List<String> searchDomains) {}

    /**
     * @param addresses with prefix length
     * @param gateways without
     */
    public record Network(String device, List<String> addresses, List<String> gateways) {}
}
