package dev.moru.durable.consume;

/** What becomes of a message whose type this version does not know. */
enum UnknownTypes {
    /** A command that nobody understands must be answered: it becomes a dead letter. */
    DEAD_LETTER,
    /** An event of a newer version is handed over without a body. */
    HAND_OVER
}
