/** Deliveries in the database. */
@NullMarked
package dev.moru.notification.delivery.persistence;

import org.jspecify.annotations.NullMarked;
