package dev.moru.service.broken.stock;

import dev.moru.service.broken.order.Order;

/** The other half of a cycle. */
public record Stock(Order order) {}
