package dev.moru.provisioning.server;

/** One move of a turn. */
public record TurnMove(TurnStage from, TurnTrigger trigger, TurnStage to) {}
