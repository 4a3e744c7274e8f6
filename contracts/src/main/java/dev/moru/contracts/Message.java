package dev.moru.contracts;

/** The body of a message: one record, written as JSON. Its type name stands in {@link MessageType}. */
public interface Message {}
