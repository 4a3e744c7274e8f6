/** The figures of clusters as metrics, and when they are read. */
@NullMarked
package dev.moru.monitoring.site.metrics;

import org.jspecify.annotations.NullMarked;
