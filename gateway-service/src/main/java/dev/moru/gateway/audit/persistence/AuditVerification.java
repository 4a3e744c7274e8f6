package dev.moru.gateway.audit.persistence;

import dev.moru.gateway.audit.AuditChain;
import dev.moru.gateway.audit.AuditVerdict;
import dev.moru.gateway.audit.CheckpointKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the whole trail and recomputes it: an edited, inserted, deleted or swapped row breaks the chain; a chain that was
 * recomputed does not meet the signatures; a trail that was cut off does not reach what was published.
 */
final class AuditVerification {

    private static final int MOST_FINDINGS = 20;

    private final SealedRows rows;
    private final TransactionTemplate transactions;
    private final CheckpointKey key;
    private final PublishedCheckpoints published;

    AuditVerification(
            SealedRows rows, TransactionTemplate transactions, CheckpointKey key, PublishedCheckpoints published) {
        this.rows = rows;
        this.transactions = transactions;
        this.key = key;
        this.published = published;
    }

    /** Blocks for as long as it takes to read everything. */
    AuditVerdict verify() {
        var topic = published.last();
        return Objects.requireNonNull(transactions.execute(status -> new Pass(topic).verdict()));
    }

    private final class Pass {

        private final Optional<SealedRows.Checkpoint> topic;
        private final List<String> findings = new ArrayList<>();
        private final Map<Long, byte[]> expected = new HashMap<>();
        private byte[] hash = AuditChain.BEGINNING;
        private long number;

        Pass(Optional<SealedRows.Checkpoint> topic) {
            this.topic = topic;
        }

        AuditVerdict verdict() {
            var checkpoints = new ArrayList<>(rows.checkpoints());
            topic.ifPresent(checkpoints::add);
            checkpoints.forEach(this::expect);
            rows.forEachSealed(this::follow);
            expected.keySet().stream()
                    .sorted()
                    .forEach(missing -> found("row " + missing + " was signed for and is not there"));
            return new AuditVerdict(findings.isEmpty(), number, checkpoints.size(), topic.isPresent(), findings);
        }

        private void expect(SealedRows.Checkpoint checkpoint) {
            if (!key.verifies(checkpoint.number(), checkpoint.hash(), checkpoint.signature())) {
                found("the signature at row " + checkpoint.number() + " is not ours");
            } else {
                expected.put(checkpoint.number(), checkpoint.hash());
            }
        }

        private void follow(SealedRows.Sealed link) {
            number++;
            if (link.number() != number) {
                found("row " + number + " is missing");
                number = link.number();
            }
            hash = AuditChain.link(hash, number, link.row());
            if (!Arrays.equals(hash, link.hash())) {
                found("row " + number + " is not what was sealed");
                hash = link.hash();
            }
            var signed = expected.remove(number);
            if (signed != null && !Arrays.equals(signed, link.hash())) {
                found("row " + number + " is not what was signed");
            }
        }

        private void found(String finding) {
            if (findings.size() < MOST_FINDINGS) {
                findings.add(finding);
            }
        }
    }
}
