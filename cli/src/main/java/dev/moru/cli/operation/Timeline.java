package dev.moru.cli.operation;

/** Shows an operation while it goes on. */
interface Timeline {

    void show(OperationState operation);

    /** A line that is not part of the operation's own story, such as a lost connection; or a line of its log. */
    void note(String line);

    /** Time has passed. */
    void tick();

    void end(OperationState operation);
}
