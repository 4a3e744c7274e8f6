/** What Prometheus knows of a target. */
@NullMarked
package dev.moru.monitoring.watch.prometheus;

import org.jspecify.annotations.NullMarked;
