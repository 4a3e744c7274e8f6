/** Alerts in the database. */
@NullMarked
package dev.moru.monitoring.alert.persistence;

import org.jspecify.annotations.NullMarked;
