package dev.moru.contracts;

/** The topics of the event spine. Each has a dead-letter topic of the same name with {@link #DEAD_LETTERS} appended. */
public final class Topics {

    public static final String PROVISIONING_COMMANDS = "moru.provisioning.commands";
    public static final String PROVISIONING_EVENTS = "moru.provisioning.events";
    public static final String MONITORING_COMMANDS = "moru.monitoring.commands";
    public static final String MONITORING_EVENTS = "moru.monitoring.events";
    public static final String NOTIFICATION_COMMANDS = "moru.notification.commands";
    public static final String NOTIFICATION_EVENTS = "moru.notification.events";

    /** Log lines of operations; the only topic whose key is the operation id. */
    public static final String OPERATION_LOG = "moru.operations.log";

    /** The sealed audit trail, in chain order. */
    public static final String AUDIT = "moru.audit";

    public static final String DEAD_LETTERS = ".dlq";

    private Topics() {}
}
