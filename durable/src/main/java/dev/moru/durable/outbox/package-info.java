/** Messages leave with the transaction that caused them. */
@NullMarked
package dev.moru.durable.outbox;

import org.jspecify.annotations.NullMarked;
