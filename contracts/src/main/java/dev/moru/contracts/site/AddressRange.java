package dev.moru.contracts.site;

/** Addresses that Moru may give, both ends included. */
public record AddressRange(String from, String to) {}
