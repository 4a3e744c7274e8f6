package dev.moru.lab.schema;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The named formats of the schema: those with a regular expression, and the few that need a closer look. */
public final class Formats {

    private static final Pattern SEPARATOR = Pattern.compile("[,;\\s\\x00]+");
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final Pattern IPV6 = Pattern.compile("(?i)[0-9a-f:]*:[0-9a-f:.]*");

    /** Formats whose elements are judged as if the format were called otherwise. */
    private static final Map<String, String> SPELLINGS = Map.of("address", "ip", "pve-volume-id-or-qm-path", "any");

    private final Map<String, Pattern> patterns;
    private final Map<String, Predicate<String>> judged = Map.of(
            "ip",
            Formats::isAddress,
            "ipv4",
            value -> IPV4.matcher(value).matches(),
            "ipv6",
            value -> IPV6.matcher(value).matches(),
            "pve-qm-ipconfig",
            Formats::isIpConfig);

    Formats(Map<String, Pattern> patterns) {
        this.patterns = patterns;
    }

    Optional<String> violation(String format, String value) {
        if (format.endsWith("-list")) {
            var element = format.substring(0, format.length() - "-list".length());
            return SEPARATOR
                    .splitAsStream(value.strip())
                    .filter(item -> !item.isEmpty())
                    .flatMap(item -> violationOfOne(element, item).stream())
                    .findFirst();
        }
        return violationOfOne(format, value);
    }

    private Optional<String> violationOfOne(String format, String value) {
        var name = SPELLINGS.getOrDefault(format, format);
        var pattern = patterns.get(name);
        var judge = judged.get(name);
        var fits = pattern != null ? pattern.matcher(value).matches() : judge == null || judge.test(value);
        return fits
                ? Optional.empty()
                : Optional.of("invalid format - value does not look like a valid " + readable(format) + "\n");
    }

    private static String readable(String format) {
        return format.replaceFirst("^pve-", "").replace('-', ' ');
    }

    private static boolean isAddress(String value) {
        return IPV4.matcher(value).matches() || IPV6.matcher(value).matches();
    }

    private static boolean isIpConfig(String value) {
        for (var part : value.split(",")) {
            var equals = part.indexOf('=');
            if (equals < 0 || !isIpSetting(part.substring(0, equals), part.substring(equals + 1))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpSetting(String key, String value) {
        return switch (key) {
            case "ip" -> value.equals("dhcp") || isNetwork(value, IPV4, 32);
            case "ip6" -> value.equals("dhcp") || value.equals("auto") || isNetwork(value, IPV6, 128);
            case "gw" -> IPV4.matcher(value).matches();
            case "gw6" -> IPV6.matcher(value).matches();
            default -> false;
        };
    }

    private static boolean isNetwork(String value, Pattern address, int bits) {
        var slash = value.indexOf('/');
        return slash > 0
                && address.matcher(value.substring(0, slash)).matches()
                && value.substring(slash + 1).matches("\\d{1,3}")
                && Integer.parseInt(value.substring(slash + 1)) <= bits;
    }
}
