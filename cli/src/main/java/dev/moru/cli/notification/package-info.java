/** Channels, routes and deliveries. */
@NullMarked
package dev.moru.cli.notification;

import org.jspecify.annotations.NullMarked;
