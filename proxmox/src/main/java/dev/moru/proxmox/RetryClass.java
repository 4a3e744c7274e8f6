package dev.moru.proxmox;

/** What may be done about a failed call. */
public enum RetryClass {

    /** It had no effect and passes: repeat it with back-off. */
    RETRY,

    /** It may have had its effect: read the guest and its tasks first, then decide. */
    LOOK_FIRST,

    /** It was refused for a reason that repeating does not change. */
    NEVER,

    /** Someone else changed the same configuration: read it again and apply the intent once more, once. */
    DIGEST
}
