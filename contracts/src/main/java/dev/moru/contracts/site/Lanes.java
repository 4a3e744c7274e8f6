package dev.moru.contracts.site;

/** How many calls of one sort run at a time. */
public record Lanes(int perTemplate, int perStorage, int perNode, int perSite) {

    public static final Lanes DEFAULT = new Lanes(4, 8, 8, 16);
}
