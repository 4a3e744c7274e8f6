/** Turns in the database. */
@NullMarked
package dev.moru.monitoring.watch.persistence;

import org.jspecify.annotations.NullMarked;
