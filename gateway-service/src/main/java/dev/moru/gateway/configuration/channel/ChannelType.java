package dev.moru.gateway.configuration.channel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sort of channel, as people configure it. What notification-service does with it is not known here; what a setting means
 * there is judged here, so that a mistake is answered at once.
 */
public interface ChannelType {

    /** What requests call it. */
    String word();

    /** Takes every setting that there may be, and so complains about the others. */
    void check(Settings settings);

    /** What each of its secrets may look like, by name. */
    Map<String, SecretRule> secrets();

    /** The secrets without which nothing can be sent with these settings. */
    Set<String> requiredSecrets(Map<String, Object> settings);

    /** The settings that say where its secrets are sent. */
    default Set<String> destination() {
        return Set.of();
    }

    /** @param description what it looks like, for people */
    record SecretRule(Pattern pattern, String description) {}

    Map<String, ChannelType> BY_WORD = List.of(new Email(), new Slack(), new Webhook()).stream()
            .collect(Collectors.toUnmodifiableMap(ChannelType::word, Function.identity()));

    static Optional<ChannelType> find(@Nullable String word) {
        return Optional.ofNullable(word).map(BY_WORD::get);
    }

    /** For people. */
    static String words() {
        return "one of " + BY_WORD.keySet().stream().sorted().collect(Collectors.joining(", "));
    }
}
