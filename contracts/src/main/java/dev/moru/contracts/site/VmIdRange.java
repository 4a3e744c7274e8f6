package dev.moru.contracts.site;

/** The VM ids that Moru may give, both ends included. */
public record VmIdRange(int from, int to) {}
