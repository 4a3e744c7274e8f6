package dev.moru.provisioning.server;

/** @param force pulls the plug instead of asking the guest; only for a stop */
public record PowerGuest(GuestRef guest, PowerAction action, boolean force) {}
