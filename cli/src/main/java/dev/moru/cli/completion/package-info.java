/** Completion of command lines in the user's shell. */
@NullMarked
package dev.moru.cli.completion;

import org.jspecify.annotations.NullMarked;
