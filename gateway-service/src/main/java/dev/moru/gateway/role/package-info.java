/** The roles that servers can be given, and what may be said about them. */
@NullMarked
package dev.moru.gateway.role;

import org.jspecify.annotations.NullMarked;
