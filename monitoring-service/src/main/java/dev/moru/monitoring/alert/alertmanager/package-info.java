/** Alertmanager, by its API. */
@NullMarked
package dev.moru.monitoring.alert.alertmanager;

import org.jspecify.annotations.NullMarked;
