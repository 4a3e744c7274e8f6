package dev.moru.gateway.configuration;

/** A project: a namespace of servers and what belongs to them. */
public record ProjectSpec(String description) {}
