/** Requests counted and timed under names that dashboards elsewhere already ask for. */
@NullMarked
package dev.moru.gateway.metrics;

import org.jspecify.annotations.NullMarked;
