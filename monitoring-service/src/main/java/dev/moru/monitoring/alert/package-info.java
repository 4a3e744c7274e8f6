/** Alerts: what is known of each, and what a report of it changes. */
@NullMarked
package dev.moru.monitoring.alert;

import org.jspecify.annotations.NullMarked;
