package dev.moru.service.broken.order.persistence;

/** Breaks a rule: an adapter that anybody can use. */
public class OrderTable {}
