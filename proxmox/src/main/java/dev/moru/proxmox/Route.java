package dev.moru.proxmox;

/**
 * A path below {@code /api2/json}, built of segments. Empty and dot segments are refused: the server drops them, and the
 * call would reach another resource ({@code DELETE /nodes//qemu/100}).
 */
record Route(String path) {

    static Route of(Object... segments) {
        return new Route("").at(segments);
    }

    Route at(Object... segments) {
        var longer = new StringBuilder(path);
        for (var segment : segments) {
            longer.append('/').append(encoded(segment.toString()));
        }
        return new Route(longer.toString());
    }

    private static String encoded(String segment) {
        if (segment.isBlank() || ".".equals(segment) || "..".equals(segment)) {
            throw new IllegalArgumentException("not a path segment: '" + segment + "'");
        }
        return PercentEncoding.segment(segment);
    }
}
