package dev.moru.proxmox;

/**
 * @param version {@code 9.1.1}
 * @param release {@code 9.1}
 */
public record Version(String version, String release) {

    /** The major release, which decides on privileges and features. */
    public int major() {
        return Integer.parseInt(release.split("\\.", 2)[0]);
    }
}
