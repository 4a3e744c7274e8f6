package dev.moru.notification.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Slack refuses as {@code invalid_blocks}, by docs.slack.dev/reference/block-kit/blocks. */
final class BlockKit {

    private BlockKit() {}

    static JsonNode valid(String body) {
        var message = JsonMapper.shared().readTree(body);
        assertThat(message.propertyNames()).isSubsetOf("text", "blocks");
        assertThat(message.path("text").asString()).hasSizeBetween(1, 40_000);
        assertThat(message.path("blocks").size()).isBetween(1, 50);
        message.path("blocks").forEach(BlockKit::judge);
        return message;
    }

    private static void judge(JsonNode block) {
        assertThat(block.properties()).noneMatch(field -> field.getValue().isNull());
        switch (block.path("type").asString()) {
            case "header" -> text(block.path("text"), Set.of("plain_text"), 150);
            case "section" -> section(block);
            case "context" -> {
                assertThat(block.path("elements").size()).isBetween(1, 10);
                block.path("elements").forEach(element -> text(element, Set.of("plain_text", "mrkdwn"), 3_000));
            }
            default -> throw new AssertionError("no such block: " + block);
        }
    }

    private static void section(JsonNode block) {
        assertThat(block.has("text") || block.has("fields")).isTrue();
        if (block.has("text")) {
            text(block.path("text"), Set.of("plain_text", "mrkdwn"), 3_000);
        }
        if (block.has("fields")) {
            assertThat(block.path("fields").size()).isBetween(1, 10);
            block.path("fields").forEach(field -> text(field, Set.of("plain_text", "mrkdwn"), 2_000));
        }
    }

    private static void text(JsonNode text, Set<String> types, int longest) {
        assertThat(types).contains(text.path("type").asString());
        assertThat(text.path("text").asString()).hasSizeBetween(1, longest);
    }
}
