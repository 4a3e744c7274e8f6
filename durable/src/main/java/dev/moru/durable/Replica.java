package dev.moru.durable;

/** The name of this process among the replicas of its service; another one after every start. */
public record Replica(String name) {}
