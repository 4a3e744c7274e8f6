package dev.moru.contracts.server;

/** A disk by its name; the one called {@code root} comes from the image and only grows. */
public record DiskSpec(String name, int sizeGiB, String storageClass) {}
