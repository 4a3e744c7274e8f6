/** Turns on servers that were handed to this service, from the command to the answer. */
@NullMarked
package dev.moru.config.turn;

import org.jspecify.annotations.NullMarked;
