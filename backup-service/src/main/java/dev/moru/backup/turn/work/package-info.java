/** Backups are taken by work items. */
@NullMarked
package dev.moru.backup.turn.work;

import org.jspecify.annotations.NullMarked;
