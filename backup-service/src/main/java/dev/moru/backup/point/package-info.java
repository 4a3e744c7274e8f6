/** Backups that servers can be restored from, until they are removed. */
@NullMarked
package dev.moru.backup.point;

import org.jspecify.annotations.NullMarked;
