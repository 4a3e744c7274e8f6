package dev.moru.provisioning.configuration;

import java.util.UUID;

/** A configuration resource as applied. */
public record Named<T>(UUID id, String name, long revision, T spec) {}
