/** Restores from a backup: what belongs to the time after the backup is skipped, and what is open is sent again. */
@NullMarked
package dev.moru.durable.epoch;

import org.jspecify.annotations.NullMarked;
