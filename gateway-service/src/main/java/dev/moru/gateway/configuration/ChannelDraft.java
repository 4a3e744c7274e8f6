package dev.moru.gateway.configuration;

import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.ProblemType;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A channel as somebody asks for it.
 *
 * @param type {@code webhook}; {@code email} and {@code slack} are reserved
 * @param signingSecret {@code whsec_} and base64, as Standard Webhooks has it; kept by the secret store and never shown
 * @param headers further headers; never credentials
 */
public record ChannelDraft(
        @Nullable String name,
        @Nullable String type,
        @Nullable URI url,
        @Nullable String signingSecret,
        @Nullable Map<String, String> headers,
        @Nullable Boolean enabled,
        @Nullable String description)
        implements ResourceDraft {

    /** The field of the spec that refers to the signing secret. */
    public static final String SIGNING_SECRET = "signingSecret";

    private static final Set<String> RESERVED_TYPES = Set.of("email", "slack");
    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/]{32,88}={0,2}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,512}");
    private static final Pattern FORBIDDEN = Pattern.compile(
            "host|content-.*|transfer-encoding|connection|cookie|.*authorization|webhook-.*|.*token|.*key");

    @Override
    public void check(Complaints complaints) {
        if (type != null && RESERVED_TYPES.contains(type)) {
            complaints.add(ProblemType.RESERVED, "/type", "reserved: " + type + " is not built yet");
        } else {
            complaints.require("webhook".equals(type), "/type", "webhook");
        }
        complaints.require(
                Text.isWebAddress(url, Set.of("http", "https")),
                "/url",
                "an absolute http or https URL without credentials");
        complaints.require(
                signingSecret == null || SECRET.matcher(signingSecret).matches(),
                "/signingSecret",
                "whsec_ and the base64 of 24 to 64 bytes");
        Text.orEmpty(headers).forEach((header, value) -> checkHeader(header, value, complaints));
        Text.description(description, complaints);
    }

    private static void checkHeader(String header, @Nullable String value, Complaints complaints) {
        var lower = header.toLowerCase(Locale.ROOT);
        complaints.require(
                HEADER.matcher(header).matches() && !FORBIDDEN.matcher(lower).matches(),
                "/headers/" + header,
                "can't be set, or would carry a credential");
        complaints.require(
                value != null && VALUE.matcher(value).matches(),
                "/headers/" + header,
                "at most 512 visible characters");
    }

    @Override
    public ChannelSpec spec(Links links) {
        return new ChannelSpec(
                Objects.requireNonNull(type),
                links.project(),
                url,
                links.secrets().get(SIGNING_SECRET),
                Text.orEmpty(headers),
                enabled == null || enabled,
                Text.orEmpty(description));
    }

    @Override
    public Map<String, String> secrets() {
        return signingSecret == null ? Map.of() : Map.of(SIGNING_SECRET, signingSecret);
    }

    /** Without a secret nothing would be signed, and nobody would notice. */
    @Override
    public Set<String> requiredSecrets() {
        return Set.of(SIGNING_SECRET);
    }

    @Override
    public String toString() {
        return "ChannelDraft[" + name + "]";
    }
}
