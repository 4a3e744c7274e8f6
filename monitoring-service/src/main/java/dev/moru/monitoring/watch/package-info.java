/** The part of monitoring in the turns of servers: a server becomes a target. */
@NullMarked
package dev.moru.monitoring.watch;

import org.jspecify.annotations.NullMarked;
