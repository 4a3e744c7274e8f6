/** Operations as their owners report them. */
@NullMarked
package dev.moru.contracts.operation;

import org.jspecify.annotations.NullMarked;
