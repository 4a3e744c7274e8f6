package dev.moru.provisioning.server;

/** What a participant is to be told. */
public sealed interface PartOrder {

    Turn turn();

    Part part();

    /** The turn is its own until it answers or its deadline passes. */
    record HandOver(Turn turn, Part part) implements PartOrder {}

    /** It is to stop, and to answer when it has. */
    record Recall(Turn turn, Part part, StopReason reason) implements PartOrder {}
}
