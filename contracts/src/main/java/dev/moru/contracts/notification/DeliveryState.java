package dev.moru.contracts.notification;

/** Where a delivery is. */
public enum DeliveryState {
    /** It waits to be sent with others. */
    HELD,
    PENDING,
    DELIVERED,
    FAILED,
    /** Another delivery carries its event. */
    GROUPED
}
