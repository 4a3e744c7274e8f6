package dev.moru.contracts;

/** Asks an owner to do something; it may be refused, and the refusal is an event with a reason. */
public interface Command extends Message {}
