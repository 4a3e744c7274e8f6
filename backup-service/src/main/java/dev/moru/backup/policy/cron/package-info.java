/** Schedules as cron writes them. */
@NullMarked
package dev.moru.backup.policy.cron;

import org.jspecify.annotations.NullMarked;
