/** Turns, plays and what is known of hosts, in PostgreSQL. */
@NullMarked
package dev.moru.config.turn.persistence;

import org.jspecify.annotations.NullMarked;
