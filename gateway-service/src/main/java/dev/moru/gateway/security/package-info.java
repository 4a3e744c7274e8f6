/** Who calls, and what they may do. Every route declares its permission; one that does not is refused to everybody. */
@NullMarked
package dev.moru.gateway.security;

import org.jspecify.annotations.NullMarked;
