/** Targets in the database. */
@NullMarked
package dev.moru.monitoring.target.persistence;

import org.jspecify.annotations.NullMarked;
