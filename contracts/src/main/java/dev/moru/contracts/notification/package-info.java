/** Channels, routes and deliveries. */
@NullMarked
package dev.moru.contracts.notification;

import org.jspecify.annotations.NullMarked;
