package dev.moru.cli.output;

/** Text from elsewhere, made safe and fitting for a terminal. */
public final class Text {

    private static final String ELLIPSIS = "…";

    private Text() {}

    /** Without line breaks and control characters, so that no message can move the cursor or repaint the screen. */
    public static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "");
    }

    public static String fitted(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        return width < 1 ? "" : text.substring(0, width - 1) + ELLIPSIS;
    }

    public static String padded(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
