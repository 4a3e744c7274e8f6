/** Messages are handled in order and once. */
@NullMarked
package dev.moru.durable.consume;

import org.jspecify.annotations.NullMarked;
