package dev.moru.lab.storage;

/** Sizes as Proxmox writes them: {@code 8G}, {@code 512M}, {@code 4194304}. */
public final class Size {

    public static final long KIB = 1L << 10;
    public static final long MIB = 1L << 20;
    public static final long GIB = 1L << 30;
    private static final long TIB = 1L << 40;

    private Size() {}

    /** Bytes; a number without a unit is bytes. */
    public static long parse(String text) {
        var unit = text.charAt(text.length() - 1);
        var factor = switch (unit) {
            case 'K' -> KIB;
            case 'M' -> MIB;
            case 'G' -> GIB;
            case 'T' -> TIB;
            default -> 1L;
        };
        var number = factor == 1 ? text : text.substring(0, text.length() - 1);
        return (long) (Double.parseDouble(number) * factor);
    }

    /** The shortest whole number with a unit. */
    public static String print(long bytes) {
        if (bytes % GIB == 0) {
            return bytes / GIB + "G";
        }
        if (bytes % MIB == 0) {
            return bytes / MIB + "M";
        }
        return bytes % KIB == 0 ? bytes / KIB + "K" : String.valueOf(bytes);
    }

    /** For logs: {@code 1.5 GiB}. */
    public static String human(double bytes) {
        return "%.1f GiB".formatted(bytes / GIB);
    }
}
