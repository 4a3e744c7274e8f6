package dev.moru.contracts.operation;

import org.jspecify.annotations.Nullable;

/**
 * A pointer from a step to what it works on outside Moru.
 *
 * @param kind for example {@code upid}, {@code vm}
 * @param node where it is, if it is on one node
 */
public record StepRef(String kind, @Nullable String node, String value) {}
