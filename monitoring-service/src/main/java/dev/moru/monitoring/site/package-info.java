/** Clusters, and the figures that are read of them. */
@NullMarked
package dev.moru.monitoring.site;

import org.jspecify.annotations.NullMarked;
