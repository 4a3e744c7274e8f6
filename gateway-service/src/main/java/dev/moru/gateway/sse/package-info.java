/** Server-sent events, as they are written. */
@NullMarked
package dev.moru.gateway.sse;

import org.jspecify.annotations.NullMarked;
