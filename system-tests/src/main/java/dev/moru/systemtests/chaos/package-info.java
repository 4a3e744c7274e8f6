/** Fault runs: a schedule from a seed, what it does to an installation in parts, and the verdict on what came of it. */
@NullMarked
package dev.moru.systemtests.chaos;

import org.jspecify.annotations.NullMarked;
