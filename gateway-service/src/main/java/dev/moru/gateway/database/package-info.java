/** The gateway's reactive way to PostgreSQL. */
@NullMarked
package dev.moru.gateway.database;

import org.jspecify.annotations.NullMarked;
