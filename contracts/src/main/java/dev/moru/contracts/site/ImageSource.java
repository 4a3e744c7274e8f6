package dev.moru.contracts.site;

/** A template on a node; templates on local storage exist once per node. */
public record ImageSource(String node, int vmId, String storage) {}
