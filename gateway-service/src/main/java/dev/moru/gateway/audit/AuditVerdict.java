package dev.moru.gateway.audit;

import java.util.List;

/**
 * What a verification of the audit trail has found.
 *
 * @param intact whether nothing was found
 * @param rows how many sealed rows were read
 * @param checkpoints how many signatures were checked
 * @param comparedWithTopic whether the last published checkpoint could be read and compared
 * @param findings what is wrong, the first ones
 */
public record AuditVerdict(
        boolean intact, long rows, long checkpoints, boolean comparedWithTopic, List<String> findings) {

    public AuditVerdict {
        findings = List.copyOf(findings);
    }
}
