package dev.moru.systemtests.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What is done when. The same seed and length make the same schedule, on every machine.
 *
 * @param length when the run is over
 */
record Schedule(List<Act> acts, Duration length) {

    /** A start of a service takes about as long; without a pause nothing would ever be up. */
    private static final Duration PAUSE = Duration.ofSeconds(6);

    private static final Duration LEAST_PAUSE = Duration.ofSeconds(2);

    Schedule {
        acts = List.copyOf(acts);
    }

    static Schedule of(long seed, Duration length) {
        return of(seed, length, EnumSet.allOf(Fault.class));
    }

    /** Of some faults only. */
    static Schedule of(long seed, Duration length, Set<Fault> faults) {
        var acts = new ArrayList<Act>();
        var seeds = new SplittableRandom(seed);
        Arrays.stream(Fault.Track.values())
                .forEach(track -> acts.addAll(ofTrack(
                        track.faults().stream().filter(faults::contains).toList(),
                        new Random(seeds.nextLong()),
                        length)));
        acts.sort(Comparator.comparing(Act::at));
        return new Schedule(acts, length);
    }

    /** Faults are dealt like cards, so that each comes before any comes twice. */
    private static List<Act> ofTrack(List<Fault> faults, Random random, Duration length) {
        var acts = new ArrayList<Act>();
        var deck = new ArrayList<Fault>();
        var at = pause(random);
        while (!faults.isEmpty() && at.compareTo(length) < 0) {
            if (deck.isEmpty()) {
                deck.addAll(faults);
                Collections.shuffle(deck, random);
            }
            var fault = deck.remove(deck.size() - 1);
            var act = new Act(at, fault, fault.length(random.nextDouble()), random.nextLong());
            acts.add(act);
            at = at.plus(act.length()).plus(pause(random));
        }
        return acts;
    }

    private static Duration pause(Random random) {
        return LEAST_PAUSE.plusMillis((long) (PAUSE.toMillis() * random.nextDouble() * 2));
    }

    /** The same, and another one when this one is over. */
    Schedule then(Schedule next) {
        var all = new ArrayList<>(acts);
        next.acts.forEach(act -> all.add(act.after(length)));
        return new Schedule(all, length.plus(next.length));
    }

    List<Act> of(Fault.Track track) {
        return acts.stream().filter(act -> act.fault().track() == track).toList();
    }
}
