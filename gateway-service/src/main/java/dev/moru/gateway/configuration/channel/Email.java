package dev.moru.gateway.configuration.channel;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Mail to the readers in {@code to}. It goes through the installation's server, unless the channel names a {@code host}: then
 * {@code from} and, where that server wants a log-in, {@code username} and the secret {@code password} are its own too.
 */
final class Email implements ChannelType {

    private static final String PASSWORD = "password";
    private static final int MOST_READERS = 50;

    private static final Predicate<String> ADDRESS = Pattern.compile(
                    "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}")
            .asMatchPredicate();
    private static final Predicate<String> HOST =
            Pattern.compile("[A-Za-z0-9.-]{1,253}|[0-9a-fA-F:.]{2,45}").asMatchPredicate();
    private static final Predicate<String> LINE =
            Pattern.compile("[\\x20-\\x7e]{1,256}").asMatchPredicate();

    private static final SecretRule SECRET =
            new SecretRule(Pattern.compile("[^\\p{Cntrl}]{1,256}"), "1 to 256 visible characters");

    @Override
    public String word() {
        return "email";
    }

    @Override
    public void check(Settings settings) {
        settings.texts("to", MOST_READERS, ADDRESS, "addresses, as ops@example.org");
        settings.optionalText("language", Set.of("en", "ko")::contains, "one of en, ko");
        settings.optionalText("host", HOST, "a host name");
        if (settings.has("host")) {
            settings.text("from", ADDRESS, "the sender's address");
            settings.optionalNumber("port", 1, 65_535);
            settings.optionalText(
                    "security", Set.of("starttls", "tls", "none")::contains, "one of starttls, tls, none");
            settings.optionalText("username", LINE, "at most 256 visible characters");
        } else {
            settings.refuseWithout("host", "from", "port", "security", "username");
        }
    }

    @Override
    public Map<String, SecretRule> secrets() {
        return Map.of(PASSWORD, SECRET);
    }

    @Override
    public Set<String> requiredSecrets(Map<String, Object> settings) {
        return settings.containsKey("username") ? Set.of(PASSWORD) : Set.of();
    }

    @Override
    public Set<String> destination() {
        return Set.of("host", "port", "security", "username");
    }
}
