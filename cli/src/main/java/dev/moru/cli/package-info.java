/** The {@code moru} command. */
@NullMarked
package dev.moru.cli;

import org.jspecify.annotations.NullMarked;
