/** Backups as figures. */
@NullMarked
package dev.moru.backup.policy.metrics;

import org.jspecify.annotations.NullMarked;
