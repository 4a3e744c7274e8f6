package dev.moru.contracts.backup;

/**
 * How many backups of each server are kept, by the rules of Proxmox: each counts periods that no earlier rule has kept a backup
 * of, and keeps the newest of each. All zero: everything is kept.
 */
public record Retention(
        int keepLast,
        int keepHourly,
        int keepDaily,
        int keepWeekly,
        int keepMonthly,
        int keepYearly,
        RetentionOwner owner) {

    public Retention {
        owner = owner == null ? RetentionOwner.MORU : owner;
    }
}
