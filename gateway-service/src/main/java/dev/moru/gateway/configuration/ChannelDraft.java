package dev.moru.gateway.configuration;

import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.gateway.configuration.channel.ChannelType;
import dev.moru.gateway.configuration.channel.Settings;
import dev.moru.gateway.problem.Complaints;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A channel as somebody asks for it.
 *
 * @param type one of {@link ChannelType}
 * @param settings those of its type; never credentials
 * @param secrets those of its type, kept by the secret store and never shown
 */
public record ChannelDraft(
        @Nullable String name,
        @Nullable String type,
        @Nullable Map<String, Object> settings,
        @Nullable Map<String, String> secrets,
        @Nullable Boolean enabled,
        @Nullable String description)
        implements ResourceDraft {

    /** The field of the spec that refers to the secrets. */
    static final String SECRETS = "secrets";

    public ChannelDraft {
        settings = new HashMap<>(Text.orEmpty(settings));
        settings.values().removeIf(Objects::isNull);
        secrets = Text.orEmpty(secrets);
    }

    @Override
    public void check(Complaints complaints) {
        var known = ChannelType.find(type);
        complaints.require(known.isPresent(), "/type", ChannelType.words());
        known.ifPresent(sort -> check(sort, complaints));
        Text.description(description, complaints);
    }

    private void check(ChannelType sort, Complaints complaints) {
        var judged = new Settings(settings(), complaints);
        sort.check(judged);
        judged.refuseOthers();
        secrets().forEach((secret, value) -> {
            var rule = sort.secrets().get(secret);
            if (rule == null) {
                complaints.invalid(secretPointer(secret), "there is no such secret of this type");
            } else {
                complaints.require(
                        value != null && rule.pattern().matcher(value).matches(),
                        secretPointer(secret),
                        rule.description());
            }
        });
    }

    @Override
    public ChannelSpec spec(Links links) {
        var references = new HashMap<>(links.secrets());
        // Of the type that it had before.
        references.keySet().retainAll(sort().secrets().keySet());
        return new ChannelSpec(
                sort().word(),
                links.project(),
                settings(),
                references,
                enabled == null || enabled,
                Text.orEmpty(description));
    }

    private ChannelType sort() {
        return ChannelType.find(type).orElseThrow();
    }

    @Override
    public Map<String, Object> settings() {
        return Objects.requireNonNull(settings);
    }

    @Override
    public Map<String, String> secrets() {
        return Objects.requireNonNull(secrets);
    }

    @Override
    public Set<String> requiredSecrets() {
        return sort().requiredSecrets(settings());
    }

    @Override
    public boolean keepsDestinationOf(Object present) {
        return present instanceof ChannelSpec channel
                && channel.type().equals(type)
                && sort().destination().stream()
                        .allMatch(setting -> Objects.equals(
                                channel.settings().get(setting), settings().get(setting)));
    }

    @Override
    public String secretPointer(String secret) {
        return "/" + SECRETS + "/" + secret;
    }

    @Override
    public String toString() {
        return "ChannelDraft[" + name + "]";
    }
}
