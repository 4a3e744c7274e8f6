/** Measurements beside their floors. */
@NullMarked
package dev.moru.systemtests.bench;

import org.jspecify.annotations.NullMarked;
