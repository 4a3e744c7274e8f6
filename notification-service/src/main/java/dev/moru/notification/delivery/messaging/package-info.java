/** Events of other services in, reports about deliveries out. */
@NullMarked
package dev.moru.notification.delivery.messaging;

import org.jspecify.annotations.NullMarked;
