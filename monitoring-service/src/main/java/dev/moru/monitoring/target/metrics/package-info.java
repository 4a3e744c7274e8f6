/** Servers as figures. */
@NullMarked
package dev.moru.monitoring.target.metrics;

import org.jspecify.annotations.NullMarked;
