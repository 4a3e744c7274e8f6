/** Accepts nothing while the disk of the stores is nearly full. */
@NullMarked
package dev.moru.gateway.capacity;

import org.jspecify.annotations.NullMarked;
