package dev.moru.provisioning.server;

/** What moves a turn from stage to stage. */
public enum TurnTrigger {
    /** It is first in line, and not released. */
    HOLD,
    /** It is first in line, and lacks configuration. */
    LACK,
    /** It is granted, or knows what it works with, and has to draw what it needs first. */
    RESERVE,
    /** It is granted, or knows or has drawn what it needs. */
    PERFORM,
    /** A participant is told to do its part. */
    HAND_OVER,
    /** Its participant is asked to stop. */
    RECALL,
    /** It is refused or has nothing to do. */
    SETTLE,
    /** It ends before anything was begun: cancelled or past its deadline. */
    DROP,
    /** Its effect has succeeded, and all parts are answered. */
    SUCCEED,
    /** Its effect or a part has failed, and nothing is to be removed. */
    FAIL,
    /** Its effect or a part has failed or stopped, and what it left is to be removed. */
    ROLL_BACK,
    /** Its effect is asked to stop. */
    STOP,
    /** Its effect or participant has stopped, and nothing is to be removed. */
    STOPPED,
    /** The removal is done, or cannot be done now and is left to the reconciler. */
    ROLLED_BACK,
    /** The grace after its deadline is over. */
    OVERDUE,
    /** Its effect or participant has answered after the operation's end. */
    ANSWER
}
