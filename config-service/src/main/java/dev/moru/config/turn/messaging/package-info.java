/** Turns in, and their answers out. */
@NullMarked
package dev.moru.config.turn.messaging;

import org.jspecify.annotations.NullMarked;
