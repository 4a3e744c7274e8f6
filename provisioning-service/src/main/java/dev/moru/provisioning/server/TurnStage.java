package dev.moru.provisioning.server;

/** Where a turn on a server is. */
public enum TurnStage {
    /** Behind other turns. */
    WAITING,
    /** First in line, but its bulk operation has not released it. */
    HELD,
    /** First in line, but configuration that it needs is not applied yet. */
    UNCONFIGURED,
    /** Placement, VM id and addresses are being drawn. */
    RESERVING,
    /** The hypervisor is at work. */
    PERFORMING,
    /** The effect is asked to stop and has not answered. */
    STOPPING,
    /** A participant is at work, and has not answered. */
    HANDED_OVER,
    /** A participant is asked to stop and has not answered. */
    RECALLED,
    /** What a failed or cancelled creation left is being removed. */
    COMPENSATING,
    /** The operation has ended, its effect has not answered; the next turn waits for that. */
    ABANDONED,
    /** Over. */
    ENDED;

    /** Whether something is under way that can still be asked to stop. */
    boolean isStoppable() {
        return this == RESERVING || this == PERFORMING || this == HANDED_OVER;
    }

    /** Whether nothing has been begun for the turn. */
    boolean isBeforeWork() {
        return this == WAITING || this == HELD || this == UNCONFIGURED;
    }
}
