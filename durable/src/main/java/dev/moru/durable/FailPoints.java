package dev.moru.durable;

import java.util.List;

/** The places of the kit at which a fault run ends the process. A crash test visits every one of them. */
public final class FailPoints {

    public static final String CONSUMER_BEFORE_COMMIT = "consumer.before-commit";
    public static final String CONSUMER_AFTER_COMMIT = "consumer.after-commit";
    public static final String RELAY_AFTER_READ = "relay.after-read";
    public static final String RELAY_AFTER_PUBLISH = "relay.after-publish";
    public static final String RELAY_AFTER_DELETE = "relay.after-delete";
    public static final String WORK_AFTER_CLAIM = "work.after-claim";
    public static final String WORK_AFTER_CHECKPOINT = "work.after-checkpoint";
    public static final String WORK_BEFORE_CLOSE = "work.before-close";
    public static final String WORK_BEFORE_COMMIT = "work.before-commit";
    public static final String WORK_AFTER_CLOSE = "work.after-close";
    public static final String TIMER_BEFORE_COMMIT = "timer.before-commit";
    public static final String TIMER_AFTER_COMMIT = "timer.after-commit";

    public static final List<String> ALL = List.of(
            CONSUMER_BEFORE_COMMIT,
            CONSUMER_AFTER_COMMIT,
            RELAY_AFTER_READ,
            RELAY_AFTER_PUBLISH,
            RELAY_AFTER_DELETE,
            WORK_AFTER_CLAIM,
            WORK_AFTER_CHECKPOINT,
            WORK_BEFORE_CLOSE,
            WORK_BEFORE_COMMIT,
            WORK_AFTER_CLOSE,
            TIMER_BEFORE_COMMIT,
            TIMER_AFTER_COMMIT);

    private FailPoints() {}
}
