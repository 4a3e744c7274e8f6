/** Which servers are scraped, and how many of them run. */
@NullMarked
package dev.moru.monitoring.target;

import org.jspecify.annotations.NullMarked;
