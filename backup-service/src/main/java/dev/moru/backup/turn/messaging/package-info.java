/** Answers, progress and log lines as events. */
@NullMarked
package dev.moru.backup.turn.messaging;

import org.jspecify.annotations.NullMarked;
