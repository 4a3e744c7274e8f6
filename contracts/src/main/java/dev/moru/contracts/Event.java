package dev.moru.contracts;

/** Something that has happened. */
public interface Event extends Message {}
