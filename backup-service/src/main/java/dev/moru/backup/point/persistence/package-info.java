/** Restore points in the database. */
@NullMarked
package dev.moru.backup.point.persistence;

import org.jspecify.annotations.NullMarked;
