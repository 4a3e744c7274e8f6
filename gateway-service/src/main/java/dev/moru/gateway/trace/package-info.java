/** The trace that a request belongs to. */
@NullMarked
package dev.moru.gateway.trace;

import org.jspecify.annotations.NullMarked;
