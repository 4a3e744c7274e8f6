/** Deliveries as leased work. */
@NullMarked
package dev.moru.notification.delivery.work;

import org.jspecify.annotations.NullMarked;
