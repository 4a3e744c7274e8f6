/** Targets as Prometheus discovers them. */
@NullMarked
package dev.moru.monitoring.target.web;

import org.jspecify.annotations.NullMarked;
