/** Things that are due at a time. */
@NullMarked
package dev.moru.durable.timer;

import org.jspecify.annotations.NullMarked;
