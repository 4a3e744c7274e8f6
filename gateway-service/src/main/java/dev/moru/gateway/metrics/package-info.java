/** Requests counted and timed under the names of the monitoring guide. */
@NullMarked
package dev.moru.gateway.metrics;

import org.jspecify.annotations.NullMarked;
