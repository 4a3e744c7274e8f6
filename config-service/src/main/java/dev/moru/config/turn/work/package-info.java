/** Plays as work items. */
@NullMarked
package dev.moru.config.turn.work;

import org.jspecify.annotations.NullMarked;
