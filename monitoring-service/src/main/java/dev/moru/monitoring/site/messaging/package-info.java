/** Which clusters there are. */
@NullMarked
package dev.moru.monitoring.site.messaging;

import org.jspecify.annotations.NullMarked;
