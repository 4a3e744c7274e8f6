/** Alerts as events. */
@NullMarked
package dev.moru.monitoring.alert.messaging;

import org.jspecify.annotations.NullMarked;
