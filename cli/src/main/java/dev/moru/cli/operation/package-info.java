/** Operations: listing, following them live, cancelling and retrying. */
@NullMarked
package dev.moru.cli.operation;

import org.jspecify.annotations.NullMarked;
