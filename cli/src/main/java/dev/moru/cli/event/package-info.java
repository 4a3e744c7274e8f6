/** The stream of everything that happens. */
@NullMarked
package dev.moru.cli.event;

import org.jspecify.annotations.NullMarked;
