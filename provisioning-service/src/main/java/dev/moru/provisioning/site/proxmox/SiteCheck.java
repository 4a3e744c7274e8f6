package dev.moru.provisioning.site.proxmox;

import dev.moru.provisioning.site.Site;
import dev.moru.provisioning.site.SiteOffer;
import dev.moru.proxmox.ClusterStatus;
import dev.moru.proxmox.EndpointCheck;
import dev.moru.proxmox.GuestResource;
import dev.moru.proxmox.ProxmoxClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** Says point by point what a cluster lacks before anything fails there. */
final class SiteCheck {

    private static final int OLDEST_RELEASE = 8;
    private static final Duration CERTIFICATE_NOTICE = Duration.ofDays(30);
    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(10);

    private final ProxmoxClient client;
    private final Site site;
    private final SiteOffer offer;
    private final Points points;
    private final Clock clock;

    SiteCheck(ProxmoxClient client, Site site, SiteOffer offer, Points points, Clock clock) {
        this.client = client;
        this.site = site;
        this.offer = offer;
        this.points = points;
        this.clock = clock;
    }

    void run() {
        var endpoints = client.checkEndpoints();
        endpoints.forEach(this::endpoint);
        if (endpoints.stream().noneMatch(EndpointCheck::isUsable)) {
            points.skipped("cluster", "no endpoint can be used, so nothing else could be looked at");
            return;
        }
        points.look("version", this::version);
        points.look("quorum", this::cluster);
        points.look("privileges", () -> new PrivilegeCheck(client, site, offer, points).run());
        points.look("offer", () -> new OfferCheck(client, offer, points).run());
        points.look("VM ids", this::vmIds);
    }

    private void endpoint(EndpointCheck endpoint) {
        var point = "endpoint " + endpoint.endpoint();
        if (endpoint.failure() == null) {
            points.ok(point, "answers");
        } else {
            var meaning = ProxmoxFailures.of(site, endpoint.failure());
            points.failed(point, meaning.detail(), meaning.hint());
        }
        if (endpoint.certificateEnd() != null) {
            certificate("certificate " + endpoint.endpoint(), endpoint.certificateEnd());
        }
    }

    private void certificate(String point, Instant end) {
        var left = Duration.between(clock.instant(), end);
        if (left.compareTo(CERTIFICATE_NOTICE) < 0) {
            points.warning(point, "ends to be valid on " + end, "renew it on the node: pvecm updatecerts --force");
        } else {
            points.ok(point, "valid until " + end);
        }
    }

    private void version() {
        var version = client.version();
        if (version.major() < OLDEST_RELEASE) {
            points.failed("version", "Proxmox VE " + version.version(), "Moru needs Proxmox VE 8 or newer");
        } else {
            points.ok("version", "Proxmox VE " + version.version());
        }
    }

    private void cluster() {
        var status = client.cluster().status();
        if (status.quorate()) {
            points.ok("quorum", "%d nodes".formatted(status.members().size()));
        } else {
            points.failed("quorum", "the cluster is not quorate, so nothing can be changed", "bring more nodes back");
        }
        status.members().forEach(this::node);
    }

    private void node(ClusterStatus.Member member) {
        var point = "node " + member.name();
        if (!member.online()) {
            points.warning(point, "offline", "guests on it cannot be reached, and new ones go elsewhere");
            return;
        }
        points.look(point, () -> {
            var skew =
                    Duration.between(clock.instant(), client.node(member.name()).time());
            if (skew.abs().compareTo(TOLERATED_SKEW) > 0) {
                points.warning(
                        point, "its clock is off by %d s".formatted(skew.toSeconds()), "let it follow a time server");
            } else {
                points.ok(point, "online, its clock is right");
            }
        });
    }

    private void vmIds() {
        var range = site.spec().vmIdRange();
        var taken = client.cluster().guests().stream()
                .map(GuestResource::vmid)
                .filter(vmId -> vmId >= range.from() && vmId <= range.to())
                .collect(Collectors.toSet());
        int all = range.to() - range.from() + 1;
        int free = all - taken.size();
        var detail = "%d of %d are free in %d to %d".formatted(free, all, range.from(), range.to());
        if (free == 0) {
            points.failed("VM ids", detail, "widen the site's range");
        } else if (free * 10L < all) {
            points.warning("VM ids", detail, "widen the site's range");
        } else {
            points.ok("VM ids", detail);
        }
    }
}
