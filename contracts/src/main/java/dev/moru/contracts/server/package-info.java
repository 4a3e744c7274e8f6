/** Servers: what was asked for, what is there, and the commands and events between. */
@NullMarked
package dev.moru.contracts.server;

import org.jspecify.annotations.NullMarked;
