package dev.moru.backup.policy;

import dev.moru.contracts.backup.Retention;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which backups of one server a retention keeps. The rules and their order are those of Proxmox VE's {@code prune-backups}: each
 * counts periods that no earlier rule has kept a backup of, keeps the newest of each, and gives up the others of these periods for
 * good; what no rule has kept is not kept.
 */
final class KeepRules {

    private static final String GIVEN_UP = "a newer one of its period is kept";

    private final Retention retention;
    private final ZoneId zone;

    KeepRules(Retention retention, ZoneId zone) {
        this.retention = retention;
        this.zone = zone;
    }

    /** A backup, as far as the rules know it. */
    record Candidate(UUID id, Instant takenAt) {}

    /** @param reason the rule that keeps it, or why none does */
    record Verdict(Candidate candidate, boolean kept, String reason) {}

    /** One rule: how many periods, and which period a time is in. */
    private record Rule(String name, int count, Function<ZonedDateTime, String> period) {}

    /** @return the newest first */
    List<Verdict> judge(List<Candidate> candidates) {
        var newestFirst = candidates.stream()
                .sorted(Comparator.comparing(Candidate::takenAt)
                        .thenComparing(Candidate::id)
                        .reversed())
                .toList();
        var verdicts = new LinkedHashMap<UUID, Verdict>();
        if (rules().stream().allMatch(rule -> rule.count() == 0)) {
            newestFirst.forEach(each -> verdicts.put(each.id(), new Verdict(each, true, "everything is kept")));
        }
        rules().forEach(rule -> apply(rule, newestFirst, verdicts));
        return newestFirst.stream()
                .map(each -> verdicts.getOrDefault(each.id(), new Verdict(each, false, "no rule keeps it")))
                .toList();
    }

    private List<Rule> rules() {
        return List.of(
                new Rule("keepLast", retention.keepLast(), ZonedDateTime::toString),
                new Rule("keepHourly", retention.keepHourly(), format("uuuu-MM-dd HH")),
                new Rule("keepDaily", retention.keepDaily(), format("uuuu-MM-dd")),
                new Rule("keepWeekly", retention.keepWeekly(), KeepRules::isoWeek),
                new Rule("keepMonthly", retention.keepMonthly(), format("uuuu-MM")),
                new Rule("keepYearly", retention.keepYearly(), format("uuuu")));
    }

    private static Function<ZonedDateTime, String> format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)::format;
    }

    private static String isoWeek(ZonedDateTime time) {
        return time.get(IsoFields.WEEK_BASED_YEAR) + "-W" + time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    private void apply(Rule rule, List<Candidate> newestFirst, Map<UUID, Verdict> verdicts) {
        var covered = coveredPeriods(rule, verdicts);
        var own = new HashSet<String>();
        for (var each : newestFirst) {
            var period = periodOf(rule, each);
            if (verdicts.containsKey(each.id()) || covered.contains(period)) {
                continue;
            }
            if (own.contains(period)) {
                verdicts.put(each.id(), new Verdict(each, false, GIVEN_UP));
            } else if (own.size() >= rule.count()) {
                return;
            } else {
                own.add(period);
                verdicts.put(each.id(), new Verdict(each, true, rule.name()));
            }
        }
    }

    private Set<String> coveredPeriods(Rule rule, Map<UUID, Verdict> verdicts) {
        return verdicts.values().stream()
                .filter(Verdict::kept)
                .map(verdict -> periodOf(rule, verdict.candidate()))
                .collect(Collectors.toSet());
    }

    private String periodOf(Rule rule, Candidate candidate) {
        return rule.period().apply(candidate.takenAt().atZone(zone));
    }
}
