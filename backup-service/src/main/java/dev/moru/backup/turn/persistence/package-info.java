/** Turns in the database. */
@NullMarked
package dev.moru.backup.turn.persistence;

import org.jspecify.annotations.NullMarked;
