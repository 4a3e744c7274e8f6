/** A service's own schema, and the connection to it. */
@NullMarked
package dev.moru.durable.database;

import org.jspecify.annotations.NullMarked;
