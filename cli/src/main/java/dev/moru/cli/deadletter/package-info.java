/** {@code moru dlq}. */
@NullMarked
package dev.moru.cli.deadletter;

import org.jspecify.annotations.NullMarked;
