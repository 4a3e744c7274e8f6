package dev.moru.provisioning.server;

/** A disk and the storage that its class stands for on the server's node. */
public record ResolvedDisk(String name, int sizeGiB, String storage) {}
