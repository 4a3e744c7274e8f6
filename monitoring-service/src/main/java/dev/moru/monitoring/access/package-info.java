/** Who may call this service. */
@NullMarked
package dev.moru.monitoring.access;

import org.jspecify.annotations.NullMarked;
