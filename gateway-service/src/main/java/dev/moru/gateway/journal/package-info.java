/**
 * Every event there was, in one order. The folding transaction appends to it; each replica follows its end and serves
 * whoever waits from memory.
 */
@NullMarked
package dev.moru.gateway.journal;

import org.jspecify.annotations.NullMarked;
