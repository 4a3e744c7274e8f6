package dev.moru.gateway.server;

import dev.moru.contracts.Names;
import dev.moru.gateway.problem.Complaints;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What no server can be, whatever the site. Upper bounds are those of Proxmox VE or above any machine of today. */
final class Limits {

    private static final int MOST_CORES = 1024;
    private static final int LEAST_MEMORY_MIB = 64;
    private static final int MOST_MEMORY_MIB = 16 * 1024 * 1024;
    private static final int LARGEST_DISK_GIB = 128 * 1024;
    private static final int MOST_DISKS = 16;
    private static final int MOST_NETWORKS = 8;
    private static final int MOST_TAGS = 32;
    private static final int MOST_ROLES = 16;
    private static final int MOST_KEYS = 64;
    private static final int LONGEST_DESCRIPTION = 4096;
    private static final Duration SHORTEST_DEADLINE = Duration.ofMinutes(1);
    private static final Duration LONGEST_DEADLINE = Duration.ofDays(1);
    private static final Pattern SSH_KEY =
            Pattern.compile("(ssh|ecdsa|sk-ssh|sk-ecdsa)[a-z0-9@.-]* [A-Za-z0-9+/=]{16,}( [^\\r\\n]*)?");
    private static final Pattern ACCOUNT = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
    static final Pattern READINESS = Pattern.compile("ssh|agent|running|tcp:([1-9][0-9]{0,4})");

    private final Complaints complaints;

    Limits(Complaints complaints) {
        this.complaints = complaints;
    }

    void name(String pointer, @Nullable String name) {
        complaints.require(name != null && Names.isValid(name), pointer, "a name matches " + Names.PATTERN);
    }

    void size(@Nullable Integer cores, @Nullable Integer memoryMiB) {
        complaints.require(cores == null || cores >= 1 && cores <= MOST_CORES, "/cores", "1 to " + MOST_CORES);
        complaints.require(
                memoryMiB == null || memoryMiB >= LEAST_MEMORY_MIB && memoryMiB <= MOST_MEMORY_MIB,
                "/memoryMiB",
                LEAST_MEMORY_MIB + " to " + MOST_MEMORY_MIB);
    }

    void disks(List<ServerDraft.DiskDraft> disks) {
        complaints.require(disks.size() <= MOST_DISKS, "/disks", "at most " + MOST_DISKS);
        for (int i = 0; i < disks.size(); i++) {
            var size = disks.get(i).sizeGiB();
            complaints.require(
                    size != null && size >= 1 && size <= LARGEST_DISK_GIB,
                    "/disks/" + i + "/sizeGiB",
                    "1 to " + LARGEST_DISK_GIB);
            if (disks.get(i).name() != null) {
                name("/disks/" + i + "/name", disks.get(i).name());
            }
        }
    }

    void networks(List<ServerDraft.NetworkDraft> networks) {
        complaints.require(networks.size() <= MOST_NETWORKS, "/networks", "at most " + MOST_NETWORKS);
    }

    void tags(@Nullable List<String> tags) {
        var given = DraftNeeds.orEmpty(tags);
        complaints.require(given.size() <= MOST_TAGS, "/tags", "at most " + MOST_TAGS);
        for (int i = 0; i < given.size(); i++) {
            name("/tags/" + i, given.get(i));
        }
    }

    /** What the roles are called is the catalogue's business. */
    void roles(@Nullable List<String> roles) {
        complaints.require(roles == null || roles.size() <= MOST_ROLES, "/roles", "at most " + MOST_ROLES);
    }

    void description(@Nullable String text) {
        complaints.require(
                text == null || text.length() <= LONGEST_DESCRIPTION,
                "/description",
                "at most " + LONGEST_DESCRIPTION + " characters");
    }

    void login(ServerDraft.@Nullable LoginDraft login) {
        if (login == null) {
            return;
        }
        complaints.require(
                login.user() == null || ACCOUNT.matcher(login.user()).matches(),
                "/login/user",
                "an account matches " + ACCOUNT.pattern());
        var keys = DraftNeeds.orEmpty(login.sshKeys());
        complaints.require(keys.size() <= MOST_KEYS, "/login/sshKeys", "at most " + MOST_KEYS);
        for (int i = 0; i < keys.size(); i++) {
            complaints.require(
                    SSH_KEY.matcher(keys.get(i)).matches(), "/login/sshKeys/" + i, "an OpenSSH public key in one line");
        }
    }

    void readiness(@Nullable String readiness) {
        if (readiness == null) {
            return;
        }
        var matcher = READINESS.matcher(readiness);
        var port = matcher.matches() ? matcher.group(1) : "0";
        complaints.require(
                matcher.matches() && (port == null || Integer.parseInt(port) <= 65_535),
                "/readiness",
                "ssh, agent, running or tcp:<port>");
    }

    void deadline(@Nullable Duration deadline) {
        complaints.require(
                deadline == null
                        || deadline.compareTo(SHORTEST_DEADLINE) >= 0 && deadline.compareTo(LONGEST_DEADLINE) <= 0,
                "/deadline",
                SHORTEST_DEADLINE + " to " + LONGEST_DEADLINE);
    }
}
