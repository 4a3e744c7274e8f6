package dev.moru.contracts.operation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an operation acts on. */
public record OperationTarget(
        String kind, UUID id, @Nullable String name) {}
