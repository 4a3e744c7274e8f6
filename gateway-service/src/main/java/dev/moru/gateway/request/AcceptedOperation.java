package dev.moru.gateway.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.server.ServerSpec;
import org.jspecify.annotations.Nullable;

/**
 * An operation as the answer to the request that started it.
 *
 * @param spec the server's spec with every default filled in, where the operation is about one
 */
public record AcceptedOperation(
        @JsonUnwrapped Operation operation,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ServerSpec spec) {}
