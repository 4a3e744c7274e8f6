package dev.moru.gateway.server;

import dev.moru.contracts.server.NetworkAttachment;
import dev.moru.contracts.site.ImageSpec;
import dev.moru.gateway.problem.Complaints;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far Moru can see whether a server is ready. */
final class Readiness {

    private static final String RUNNING = "running";

    private final Complaints complaints;

    Readiness(Complaints complaints) {
        this.complaints = complaints;
    }

    String of(@Nullable String wanted, ImageSpec image, List<NetworkAttachment> networks) {
        var hasAddress = image.agent() || networks.stream().anyMatch(Readiness::addressIsKnown);
        if (wanted == null) {
            return hasAddress ? image.readiness() : RUNNING;
        }
        complaints.require(
                hasAddress || wanted.equals(RUNNING),
                "/readiness",
                "without a guest agent or a known address Moru can only see that it is running");
        complaints.require(!wanted.equals("agent") || image.agent(), "/readiness", "the image has no guest agent");
        complaints.require(
                !wanted.equals("ssh") || image.connection().equals("ssh"), "/readiness", "the image takes no SSH");
        return wanted;
    }

    private static boolean addressIsKnown(NetworkAttachment network) {
        return isKnown(network.ipv4()) || isKnown(network.ipv6());
    }

    private static boolean isKnown(String address) {
        return !address.equals(Addressing.DHCP) && !address.equals(Addressing.NONE);
    }
}
