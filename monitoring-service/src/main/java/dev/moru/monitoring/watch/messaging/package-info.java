/** Turns that are handed back. */
@NullMarked
package dev.moru.monitoring.watch.messaging;

import org.jspecify.annotations.NullMarked;
