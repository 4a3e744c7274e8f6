package dev.moru.contracts.notification;

import dev.moru.contracts.Event;

/** What has become of a delivery; the subject is its id. */
public interface DeliveryEvent extends Event {

    Delivery delivery();
}
