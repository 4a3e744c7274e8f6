package dev.moru.gateway.configuration.channel;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Posts to an incoming webhook of Slack. Who knows its URL can post there, so the URL is a secret. */
final class Slack implements ChannelType {

    private static final String URL = "url";

    private static final SecretRule SECRET = new SecretRule(
            Pattern.compile("https?://[A-Za-z0-9.:-]{1,253}(/[\\x21-\\x7e&&[^#@]]{0,512})?"),
            "the URL of an incoming webhook, as https://hooks.slack.com/services/...");

    @Override
    public String word() {
        return "slack";
    }

    @Override
    public void check(Settings settings) {
        settings.optionalText("language", Set.of("en", "ko")::contains, "one of en, ko");
    }

    @Override
    public Map<String, SecretRule> secrets() {
        return Map.of(URL, SECRET);
    }

    @Override
    public Set<String> requiredSecrets(Map<String, Object> settings) {
        return Set.of(URL);
    }
}
