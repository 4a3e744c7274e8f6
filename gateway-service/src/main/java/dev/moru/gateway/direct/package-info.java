/** Commands that start no operation: they go from here straight to their owner. */
@NullMarked
package dev.moru.gateway.direct;

import org.jspecify.annotations.NullMarked;
