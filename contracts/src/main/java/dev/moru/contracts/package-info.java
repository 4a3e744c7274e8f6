/**
 * The messages that services exchange: records, their logical type names and their topics. No logic, no framework.
 *
 * <p>A published type never changes its meaning. Adding an optional component is fine, because readers ignore what they
 * do not know and read what is absent as {@code null} or empty; anything else is a new version of the type.
 */
@NullMarked
package dev.moru.contracts;

import org.jspecify.annotations.NullMarked;
