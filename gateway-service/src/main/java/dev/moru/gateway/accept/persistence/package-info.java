/**
 * Accepting over R2DBC: a handful of multi-row statements for a whole group of requests.
 */
@NullMarked
package dev.moru.gateway.accept.persistence;

import org.jspecify.annotations.NullMarked;
