package dev.moru.lab.storage;

import dev.moru.lab.api.ApiFailure;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which of one guest's backups a {@code prune-backups} text keeps.
 *
 * @param counts how many periods of each kind; empty keeps everything
 */
public record Retention(Map<Period, Integer> counts) {

    /** What a rule takes the newest backup of, in the order in which the rules apply. */
    enum Period {
        LAST(time -> time.toInstant().toString()),
        HOURLY(time -> time.toLocalDate() + "T" + time.getHour()),
        DAILY(time -> time.toLocalDate().toString()),
        WEEKLY(time -> time.get(IsoFields.WEEK_BASED_YEAR) + "W" + time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
        MONTHLY(time -> time.getYear() + "-" + time.getMonthValue()),
        YEARLY(time -> String.valueOf(time.getYear()));

        private final Function<ZonedDateTime, String> key;

        Period(Function<ZonedDateTime, String> key) {
            this.key = key;
        }

        String option() {
            return "keep-" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code undecided} is none of the answers that anybody gets. */
    enum Mark {
        KEEP,
        REMOVE,
        UNDECIDED
    }

    /** @throws ApiFailure as the schema's check of this format would */
    public static Retention parse(String text) {
        var given = new LinkedHashMap<String, Integer>();
        for (var item : text.split(",")) {
            var pair = item.strip().split("=", 2);
            if (pair.length != 2 || !pair[1].matches("\\d{1,6}")) {
                throw invalid(text);
            }
            given.put(pair[0], Integer.parseInt(pair[1]));
        }
        var keepsAll = given.remove("keep-all");
        var known = List.of(Period.values()).stream().map(Period::option).toList();
        if (!known.containsAll(given.keySet()) || keepsAll != null && keepsAll == 1 && !given.isEmpty()) {
            throw invalid(text);
        }
        var counts = new LinkedHashMap<Period, Integer>();
        for (var period : Period.values()) {
            var count = given.getOrDefault(period.option(), 0);
            if (count > 0) {
                counts.put(period, count);
            }
        }
        return new Retention(counts);
    }

    private static ApiFailure invalid(String text) {
        return ApiFailure.badParameter("prune-backups", "invalid format - format error: '" + text + "'");
    }

    /** Decides about backups of one guest; those that are protected or strangely named are not among them. */
    <T> Map<T, Mark> marks(List<T> backups, Function<T, Instant> time, ZoneId zone) {
        var newestFirst =
                backups.stream().sorted(Comparator.comparing(time).reversed()).toList();
        var marks = newestFirst.stream()
                .collect(Collectors.toMap(Function.identity(), one -> Mark.UNDECIDED, (a, b) -> a, LinkedHashMap::new));
        if (counts.isEmpty()) {
            marks.replaceAll((backup, mark) -> Mark.KEEP);
            return marks;
        }
        counts.forEach((period, count) -> apply(
                newestFirst,
                marks,
                backup -> period.key.apply(time.apply(backup).atZone(zone)),
                count));
        marks.replaceAll((backup, mark) -> mark == Mark.UNDECIDED ? Mark.REMOVE : mark);
        return marks;
    }

    /** Periods that an earlier rule has kept something of are passed over, and do not use up the count. */
    private static <T> void apply(List<T> newestFirst, Map<T, Mark> marks, Function<T, String> period, int count) {
        var covered = newestFirst.stream()
                .filter(backup -> marks.get(backup) == Mark.KEEP)
                .map(period)
                .collect(Collectors.toSet());
        var kept = new HashSet<String>();
        for (var backup : undecided(newestFirst, marks)) {
            var key = period.apply(backup);
            if (covered.contains(key)) {
                continue;
            }
            if (kept.contains(key)) {
                marks.put(backup, Mark.REMOVE);
            } else if (kept.size() == count) {
                return;
            } else {
                kept.add(key);
                marks.put(backup, Mark.KEEP);
            }
        }
    }

    private static <T> List<T> undecided(List<T> newestFirst, Map<T, Mark> marks) {
        var undecided = new ArrayList<T>(newestFirst);
        undecided.removeIf(backup -> marks.get(backup) != Mark.UNDECIDED);
        return undecided;
    }
}
