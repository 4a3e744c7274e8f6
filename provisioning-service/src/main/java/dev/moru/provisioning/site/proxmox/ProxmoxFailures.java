package dev.moru.provisioning.site.proxmox;

import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.Site;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.ProxmoxException.Busy;
import dev.moru.proxmox.ProxmoxException.Forbidden;
import dev.moru.proxmox.ProxmoxException.Invalid;
import dev.moru.proxmox.ProxmoxException.Locked;
import dev.moru.proxmox.ProxmoxException.NoSuchGuest;
import dev.moru.proxmox.ProxmoxException.NodeUnreachable;
import dev.moru.proxmox.ProxmoxException.Unanswered;
import dev.moru.proxmox.ProxmoxException.Unauthenticated;
import dev.moru.proxmox.ProxmoxException.Unintelligible;
import dev.moru.proxmox.ProxmoxException.Unreachable;
import dev.moru.proxmox.ProxmoxException.Untrusted;
import dev.moru.proxmox.RetryClass;
import dev.moru.proxmox.TaskOutcome;
import dev.moru.proxmox.Upid;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in Moru's terms what Proxmox VE refused, and what a repetition is worth. */
public final class ProxmoxFailures {

    private static final Pattern FULL = Pattern.compile(
            "storage is full|no space left|insufficient free space|not enough free space|out of space|disk quota exceeded",
            Pattern.CASE_INSENSITIVE);

    private ProxmoxFailures() {}

    /** What a call that failed means. A write that may have arrived counts as passing: whoever repeats it looks first. */
    public static HypervisorFailure of(Site site, ProxmoxException failure) {
        var text = site.name() + ": " + failure.getMessage();
        if (isSilence(failure)) {
            return HypervisorFailure.unreachable(text, failure);
        }
        if (FULL.matcher(text).find()) {
            return storageFull(text);
        }
        if (failure instanceof Busy || failure instanceof Locked) {
            return HypervisorFailure.passing("guest-busy", "The cluster is busy with it", text, failure);
        }
        return failure.retryClass() == RetryClass.NEVER
                ? refused(site, failure, text)
                : HypervisorFailure.passing("hypervisor-fault", "The cluster failed", text, failure);
    }

    private static boolean isSilence(ProxmoxException failure) {
        return failure instanceof Unreachable
                || failure instanceof Unanswered
                || failure instanceof Unintelligible
                || failure instanceof NodeUnreachable;
    }

    private static HypervisorFailure refused(Site site, ProxmoxException failure, String text) {
        if (failure instanceof Unauthenticated) {
            return HypervisorFailure.permanent(
                    "site-credentials-refused",
                    "The cluster does not accept the token",
                    text,
                    "check that token " + site.spec().tokenId()
                            + " exists, has not expired, and give the site its secret");
        }
        if (failure instanceof Untrusted) {
            return HypervisorFailure.permanent(
                    "site-certificate-untrusted",
                    "The cluster's certificate is not the expected one",
                    text,
                    "if the node renewed its certificate, give the site the new fingerprint or the cluster's CA");
        }
        if (failure instanceof Forbidden forbidden) {
            return HypervisorFailure.permanent(
                    "site-permission-missing", "The token lacks a privilege", text, grantHint(site, forbidden));
        }
        if (failure instanceof NoSuchGuest) {
            return HypervisorFailure.permanent("guest-not-found", "There is no such guest", text, null);
        }
        if (failure instanceof Invalid) {
            return HypervisorFailure.permanent(
                    "hypervisor-refused", "The cluster does not take these values", text, null);
        }
        return HypervisorFailure.permanent("hypervisor-refused", "The cluster refused", text, hintFor(text));
    }

    private static String grantHint(Site site, Forbidden forbidden) {
        var what = forbidden.privilege() == null ? "the privilege" : forbidden.privilege();
        var where = forbidden.path() == null ? "" : " on " + forbidden.path();
        return "grant %s%s to %s and to its user, or run the site's setup script again"
                .formatted(what, where, site.spec().tokenId());
    }

    private static @Nullable String hintFor(String text) {
        if (text.contains("protection mode")) {
            return "take the protection off in Proxmox VE: qm set <vmid> --protection 0";
        }
        if (text.contains("HA resources")) {
            return "take the guest out of HA: ha-manager remove vm:<vmid>";
        }
        return null;
    }

    /** What a task that ended badly means. */
    public static HypervisorFailure ofTask(Upid task, TaskOutcome.Failed failed) {
        var text = "task " + task.type() + " on " + task.node() + " failed: " + failed.reason();
        if (FULL.matcher(text).find()) {
            return storageFull(text);
        }
        return switch (failed.retryClass()) {
            case RETRY, DIGEST -> HypervisorFailure.passing("guest-busy", "The cluster is busy with it", text, null);
            case NEVER, LOOK_FIRST ->
                HypervisorFailure.permanent(
                        "hypervisor-task-failed", "A task of the cluster failed", text, "its log: " + task);
        };
    }

    private static HypervisorFailure storageFull(String text) {
        return HypervisorFailure.permanent(
                "storage-full", "The storage is full", text, "free space on it, or choose another storage class");
    }
}
