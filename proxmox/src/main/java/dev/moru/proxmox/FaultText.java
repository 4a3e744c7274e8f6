package dev.moru.proxmox;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a failure's text means. Business failures share the status 500, and task failures have no status at all, so the
 * text is all there is. Wording differs between releases 7, 8 and 9; matched are the fragments that they share.
 */
enum FaultText {
    BUSY(
            RetryClass.RETRY,
            "can't lock file .* got timeout",
            "got lock request timeout",
            "no quorum",
            "unable to acquire (?:shared )?lock",
            "guest agent is not running"),
    LOCKED(RetryClass.RETRY, "(?:VM|CT) is locked(?: \\(([\\w-]+)\\))?"),
    MODIFIED(RetryClass.DIGEST, "checksum mismatch", "detected modified configuration"),
    REFUSED(
            RetryClass.NEVER,
            "already exists",
            "already (?:running|used|attached|defined|a pool member)",
            "belongs already to pool",
            "protection mode enabled",
            "shrinking disks is not supported",
            "feature is not (?:supported|available)",
            "can't clone to non-shared storage",
            "VM uses local storage",
            "used in HA resources",
            "still in use by linked clones",
            "is running - destroy failed",
            "VM is paused",
            "not running",
            "if it's a template",
            "to a template",
            "only root can",
            "No QEMU guest agent configured",
            "is not available on node",
            "does not support content",
            "no options specified"),
    NO_SUCH_GUEST(
            RetryClass.NEVER,
            "Configuration file '[^']*' does not exist",
            "unable to find configuration file for (?:VM|CT)"),
    NOT_FOUND(RetryClass.NEVER, "does not exist", "no such", "hostname lookup"),
    UNKNOWN(RetryClass.LOOK_FIRST);

    private final RetryClass retryClass;
    private final List<Pattern> patterns;

    FaultText(RetryClass retryClass, String... fragments) {
        this.retryClass = retryClass;
        this.patterns = List.of(fragments).stream()
                .map(fragment -> Pattern.compile(fragment, Pattern.CASE_INSENSITIVE))
                .toList();
    }

    /** The first kind, in the order of declaration, one of whose fragments occurs in the text. */
    static FaultText of(String text) {
        for (var kind : values()) {
            if (kind.patterns.stream().anyMatch(pattern -> pattern.matcher(text).find())) {
                return kind;
            }
        }
        return UNKNOWN;
    }

    /** What may be done about a task that failed with such a text. */
    RetryClass retryClass() {
        return retryClass;
    }

    /** The lock's name in a text of the kind {@link #LOCKED}. */
    static String lockIn(String text) {
        return LOCKED.patterns.stream()
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("unknown");
    }
}
