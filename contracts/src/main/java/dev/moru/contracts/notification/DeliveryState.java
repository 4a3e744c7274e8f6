package dev.moru.contracts.notification;

/** Where a delivery is. */
public enum DeliveryState {
    PENDING,
    DELIVERED,
    FAILED
}
