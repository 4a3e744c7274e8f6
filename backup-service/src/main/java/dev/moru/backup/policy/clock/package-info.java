/** What time alone moves: schedules, and backups that are too old. */
@NullMarked
package dev.moru.backup.policy.clock;

import org.jspecify.annotations.NullMarked;
