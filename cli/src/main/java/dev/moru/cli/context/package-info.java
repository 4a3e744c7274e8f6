/** Signing in, and the installations that a user works with. */
@NullMarked
package dev.moru.cli.context;

import org.jspecify.annotations.NullMarked;
