package dev.moru.backup.policy;

import dev.moru.contracts.backup.BackupPolicySpec;
import java.util.UUID;

/** A policy as the gateway has accepted it last. */
public record Policy(UUID id, String name, long revision, BackupPolicySpec spec) {}
