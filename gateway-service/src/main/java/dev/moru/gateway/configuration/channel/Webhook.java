package dev.moru.gateway.configuration.channel;

import dev.moru.gateway.problem.Complaints;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Posts events, signed as Standard Webhooks has it, to {@code url}, with further {@code headers}. */
final class Webhook implements ChannelType {

    private static final String SIGNING_SECRET = "signingSecret";

    private static final SecretRule SECRET = new SecretRule(
            Pattern.compile("whsec_[A-Za-z0-9+/]{32,88}={0,2}"), "whsec_ and the base64 of 24 to 64 bytes");

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,512}");
    private static final Pattern FORBIDDEN = Pattern.compile(
            "host|content-.*|transfer-encoding|connection|cookie|.*authorization|webhook-.*|.*token|.*key");

    @Override
    public String word() {
        return "webhook";
    }

    @Override
    public void check(Settings settings) {
        settings.text(
                "url",
                Settings.webAddress(Set.of("http", "https")),
                "an absolute http or https URL without credentials");
        settings.optionalTexts("headers", Webhook::checkHeader);
    }

    private static void checkHeader(Settings.Entry header, Complaints complaints) {
        var lower = header.name().toLowerCase(Locale.ROOT);
        complaints.require(
                HEADER.matcher(header.name()).matches()
                        && !FORBIDDEN.matcher(lower).matches(),
                header.pointer(),
                "can't be set, or would carry a credential");
        complaints.require(
                header.value() != null && VALUE.matcher(header.value()).matches(),
                header.pointer(),
                "at most 512 visible characters");
    }

    @Override
    public Map<String, SecretRule> secrets() {
        return Map.of(SIGNING_SECRET, SECRET);
    }

    /** Without a secret nothing would be signed, and nobody would notice. */
    @Override
    public Set<String> requiredSecrets(Map<String, Object> settings) {
        return Set.of(SIGNING_SECRET);
    }
}
