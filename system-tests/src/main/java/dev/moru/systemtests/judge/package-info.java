/** The invariants, each a rule of its own that reads a history and nothing else. */
@NullMarked
package dev.moru.systemtests.judge;

import org.jspecify.annotations.NullMarked;
