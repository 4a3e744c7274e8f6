package dev.moru.notification.channel.slack;

import dev.moru.notification.notice.Notice;
import dev.moru.notification.notice.Notice.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice in Block Kit. Its limits: 50 blocks of a message, 150 characters of a header, 3,000 of a section's text, 10 fields
 * of 2,000 (docs.slack.dev/reference/block-kit/blocks). One event is shown with what is known of it, several as one line each.
 *
 * @param text what notifications and screen readers show
 */
record SlackMessage(String text, List<Block> blocks) {

    private static final int LONGEST_HEADER = 150;
    private static final int LONGEST_SECTION = 3_000;
    private static final int LONGEST_FIELD = 2_000;
    private static final int MOST_FIELDS = 10;
    private static final int LONGEST_LINE = 500;

    record Text(String type, String text) {

        static Text plain(String text) {
            return new Text("plain_text", text);
        }

        static Text markdown(String text) {
            return new Text("mrkdwn", text);
        }
    }

    /** A header, a section or a context, as Slack has them; what is absent is not written. */
    record Block(
            String type,
            @Nullable Text text,
            @Nullable List<Text> fields,
            @Nullable List<Text> elements) {

        static Block header(String text) {
            return new Block("header", Text.plain(text), null, null);
        }

        static Block section(String markdown) {
            return new Block("section", Text.markdown(markdown), null, null);
        }

        static Block facts(List<Text> fields) {
            return new Block("section", null, fields, null);
        }

        static Block context(String markdown) {
            return new Block("context", null, null, List.of(Text.markdown(markdown)));
        }
    }

    static SlackMessage of(Notice notice, UUID delivery) {
        var blocks = new ArrayList<Block>();
        blocks.add(Block.header(shortened(notice.subject(), LONGEST_HEADER)));
        if (notice.items().size() == 1) {
            blocks.addAll(whole(notice.items().get(0), notice));
        } else {
            blocks.addAll(lines(notice));
        }
        blocks.add(Block.context(escaped(notice.sentBy()) + " " + delivery));
        return new SlackMessage(escaped(shortened(notice.subject(), LONGEST_SECTION)), blocks);
    }

    private static List<Block> whole(Item item, Notice notice) {
        var blocks = new ArrayList<Block>();
        var fields = item.facts().stream()
                .map(fact ->
                        Text.markdown(cut("*" + escaped(fact.label()) + "*\n" + escaped(fact.value()), LONGEST_FIELD)))
                .toList();
        for (int from = 0; from < fields.size(); from += MOST_FIELDS) {
            blocks.add(Block.facts(fields.subList(from, Math.min(fields.size(), from + MOST_FIELDS))));
        }
        if (item.link() != null) {
            blocks.add(Block.section("<" + item.link() + "|" + escaped(notice.more()) + ">"));
        }
        return blocks;
    }

    /** As many sections as it takes for every event to be there. */
    private static List<Block> lines(Notice notice) {
        var blocks = new ArrayList<Block>();
        var text = new StringBuilder();
        for (var item : notice.items()) {
            var line = "• " + (item.link() == null ? "" : "<" + item.link() + "|" + escaped(notice.more()) + "> ")
                    + cut(escaped(item.headline()), LONGEST_LINE) + "\n";
            if (text.length() + line.length() > LONGEST_SECTION) {
                blocks.add(Block.section(text.toString()));
                text.setLength(0);
            }
            text.append(line);
        }
        blocks.add(Block.section(text.toString()));
        return blocks;
    }

    /** The three characters that Slack reads as its own (docs.slack.dev/messaging/formatting-message-text). */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : cut(text, longest);
    }

    /** Cuts neither a surrogate pair nor an escaped character in two. */
    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        var end = longest - 1;
        var ampersand = text.lastIndexOf('&', end - 1);
        if (ampersand >= 0 && ampersand > end - "&amp;".length() && text.indexOf(';', ampersand) >= end) {
            end = ampersand;
        } else if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }
}
