/** Operations: what was asked for, cancelling, repeating and awaiting it. */
@NullMarked
package dev.moru.gateway.operation;

import org.jspecify.annotations.NullMarked;
