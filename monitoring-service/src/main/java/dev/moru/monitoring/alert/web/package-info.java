/** Where Alertmanager reports. */
@NullMarked
package dev.moru.monitoring.alert.web;

import org.jspecify.annotations.NullMarked;
