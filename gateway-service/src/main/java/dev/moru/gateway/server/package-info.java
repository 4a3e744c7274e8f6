/** Servers: what is wanted, and what a request must say to be fulfilled. */
@NullMarked
package dev.moru.gateway.server;

import org.jspecify.annotations.NullMarked;
