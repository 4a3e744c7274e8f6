/** What others ask of this service. */
@NullMarked
package dev.moru.monitoring.command;

import org.jspecify.annotations.NullMarked;
