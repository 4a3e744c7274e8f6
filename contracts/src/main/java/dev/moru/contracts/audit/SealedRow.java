package dev.moru.contracts.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit trail.
 *
 * @param number its place in the chain, from 1 without gaps
 * @param position its place in the table
 * @param columns id, actor, action, outcome, project, target's kind, id and name, operation, address, trace and detail, in the
 *     order in which they are hashed
 * @param hash SHA-256 of the row and of the hash before it, in Base64
 */
public record SealedRow(long number, long position, Instant at, List<@Nullable String> columns, String hash) {

    public SealedRow {
        columns = Collections.unmodifiableList(new ArrayList<>(columns));
    }
}
