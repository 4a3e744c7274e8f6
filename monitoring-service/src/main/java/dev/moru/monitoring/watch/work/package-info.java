/** Waiting for the first scrape, as leased work. */
@NullMarked
package dev.moru.monitoring.watch.work;

import org.jspecify.annotations.NullMarked;
