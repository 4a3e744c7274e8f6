package dev.moru.durable.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Gives items to holders and takes them back. Every method runs in a transaction of its caller. */
final class Claims {

    // The oldest due item of each aggregate that has none claimed, so that two replicas don't meet at one aggregate.
    private static final String CANDIDATES = """
            with full_lane as (
              select l.name from lane l
              join (select unnest(lanes) as name, count(*) as taken from work where holder is not null group by 1) c
                on c.name = l.name and c.taken >= l.capacity
            )
            select w.id, w.aggregate, w.lanes from work w
            where w.holder is null and w.due_at <= now() and w.kind = any(?)
              and not exists (select 1 from work o where o.aggregate = w.aggregate
                and (o.holder is not null or o.due_at <= now() and (o.due_at, o.id) < (w.due_at, w.id)))
              and not w.lanes && coalesce((select array_agg(name) from full_lane), '{}')
            order by w.due_at, w.id limit ? for update of w skip locked
            """;

    /**
     * The queue is read in the order of its index, as far as needed. What the planner knows of a table that fills and empties
     * in seconds is never true; left alone it reads and sorts all that waits, for every claim.
     */
    private static final String IN_ORDER_OF_INDEX =
            "set local enable_sort = off; set local enable_bitmapscan = off; set local enable_seqscan = off";

    private static final String NEXT_DUE = """
            select extract(epoch from min(due_at) - now()) from work where holder is null and kind = any(?)
            """;

    private static final String LOCK_LANES =
            "select name, capacity from lane where name = any(?) order by name for update";

    private static final String COUNT_CLAIMED = """
            select lane, count(*) from work, unnest(lanes) lane
            where holder is not null and lanes && ?::text[] and lane = any(?) group by lane
            """;

    private static final String CLAIM = """
            update work set holder = ?, fence = nextval('work_fence'), attempt = attempt + 1,
                            lease_until = now() + make_interval(secs => ?)
            where id = any(?)
            returning id, kind, aggregate, payload, checkpoint, attempt, taken_over, fence, cancel_requested, traceparent
            """;

    private static final String RENEW = """
            update work set lease_until = now() + make_interval(secs => ?)
            where holder = ? and id = any(?) returning id, fence, cancel_requested
            """;

    private static final String FREE_EXPIRED = """
            update work set holder = null, lease_until = null, taken_over = true
            where holder is not null and lease_until < now() - make_interval(secs => ?)
            """;

    // In the order of ids, in which their leases are renewed as well.
    private static final String FINISH = """
            delete from work w using unnest(?::uuid[], ?::bigint[]) as mine(id, fence)
            where w.id = mine.id and w.fence = mine.fence and w.holder = ?
            """;

    private final JdbcTemplate jdbc;
    private final String holder;
    private final Duration lease;

    Claims(JdbcTemplate jdbc, String holder, Duration lease) {
        this.jdbc = jdbc;
        this.holder = holder;
        this.lease = lease;
    }

    Round claim(Set<String> kinds, int atMost) {
        var kindNames = kinds.toArray(String[]::new);
        int looksAt = atMost * 2;
        jdbc.execute(IN_ORDER_OF_INDEX);
        var candidates = jdbc.query(CANDIDATES, (row, n) -> Candidate.read(row), kindNames, looksAt);
        var chosen = choose(candidates, atMost);
        var claimed = chosen.isEmpty()
                ? List.<Claim>of()
                : jdbc.query(CLAIM, (row, n) -> Claim.read(row), holder, seconds(lease), chosen.toArray(UUID[]::new));
        var sawAll = candidates.size() < looksAt && claimed.size() < atMost;
        return new Round(claimed, sawAll ? nextDue(kindNames) : Duration.ZERO);
    }

    private @Nullable Duration nextDue(String[] kinds) {
        var left = jdbc.queryForObject(NEXT_DUE, Double.class, (Object) kinds);
        return left == null ? null : Duration.ofMillis((long) Math.ceil(left * 1000));
    }

    /**
     * What one look at the queue brought.
     *
     * @param nextDue when another item is due; not positive when one is already, null when there is none
     */
    record Round(List<Claim> claimed, @Nullable Duration nextDue) {

        boolean leavesDueItems() {
            return nextDue != null && (nextDue.isZero() || nextDue.isNegative());
        }
    }

    /** As many as there is room for in their lanes, counted while the lanes are locked; one for each aggregate. */
    private List<UUID> choose(List<Candidate> candidates, int atMost) {
        var room = roomOf(candidates);
        var aggregates = new HashSet<UUID>();
        var chosen = new ArrayList<UUID>();
        for (var candidate : candidates) {
            if (chosen.size() < atMost
                    && candidate.lanes().stream().allMatch(lane -> room.getOrDefault(lane, 0) > 0)
                    && aggregates.add(candidate.aggregate())) {
                candidate.lanes().forEach(lane -> room.merge(lane, -1, Integer::sum));
                chosen.add(candidate.id());
            }
        }
        return chosen;
    }

    private Map<String, Integer> roomOf(List<Candidate> candidates) {
        var names = new TreeSet<String>();
        candidates.forEach(candidate -> names.addAll(candidate.lanes()));
        var room = new HashMap<String, Integer>();
        if (names.isEmpty()) {
            return room;
        }
        var array = names.toArray(String[]::new);
        jdbc.query(
                LOCK_LANES,
                row -> {
                    room.put(row.getString(1), row.getInt(2));
                },
                (Object) array);
        jdbc.query(
                COUNT_CLAIMED,
                row -> {
                    room.merge(row.getString(1), -row.getInt(2), Integer::sum);
                },
                array,
                array);
        return room;
    }

    /** @return the fences that still hold, by item, and whether the item is to be cancelled */
    Map<UUID, Renewal> renew(List<UUID> items) {
        var renewed = new HashMap<UUID, Renewal>();
        jdbc.query(
                RENEW,
                row -> {
                    renewed.put(row.getObject(1, UUID.class), new Renewal(row.getLong(2), row.getBoolean(3)));
                },
                seconds(lease),
                holder,
                items.toArray(UUID[]::new));
        return renewed;
    }

    /** Takes items from holders that have been silent for longer than their lease and one external call; they keep their place. */
    int freeExpired(Duration grace) {
        return jdbc.update(FREE_EXPIRED, seconds(grace));
    }

    /** Takes all items of earlier processes, when it is known that none of them lives. */
    int freeAll() {
        return jdbc.update(
                "update work set holder = null, lease_until = null, taken_over = true where holder is not null");
    }

    boolean checkpoint(Claim claim, String checkpoint) {
        return jdbc.update(
                        "update work set checkpoint = ? where id = ? and fence = ? and holder = ?",
                        checkpoint,
                        claim.item().id(),
                        claim.fence(),
                        holder)
                == 1;
    }

    boolean isHeld(Claim claim) {
        return !jdbc.queryForList(
                        "select 1 from work where id = ? and fence = ? and holder = ? for update",
                        Integer.class,
                        claim.item().id(),
                        claim.fence(),
                        holder)
                .isEmpty();
    }

    /** @throws LeaseLost when one of them is held no longer */
    void finish(List<Claim> claims) {
        var sorted = claims.stream()
                .sorted(Comparator.comparing(claim -> claim.item().id()))
                .toList();
        int finished = jdbc.update(
                FINISH,
                sorted.stream().map(claim -> claim.item().id()).toArray(UUID[]::new),
                sorted.stream().map(Claim::fence).toArray(Long[]::new),
                holder);
        if (finished < sorted.size()) {
            throw new LeaseLost("of %d items %d have been given to another holder"
                    .formatted(sorted.size(), sorted.size() - finished));
        }
    }

    boolean finish(Claim claim) {
        return jdbc.update(
                        "delete from work where id = ? and fence = ? and holder = ?",
                        claim.item().id(),
                        claim.fence(),
                        holder)
                == 1;
    }

    /** @param unfinished whether the attempt ended without an outcome, so that the next one has to look first */
    boolean putBack(Claim claim, Duration pause, boolean unfinished) {
        return jdbc.update("""
                        update work set holder = null, lease_until = null, taken_over = ?,
                                        due_at = now() + make_interval(secs => ?)
                        where id = ? and fence = ? and holder = ?
                        """, unfinished, seconds(pause), claim.item().id(), claim.fence(), holder) == 1;
    }

    /** Gives an item back, which keeps its place among those of its aggregate. */
    boolean release(Claim claim, boolean unfinished) {
        return jdbc.update("""
                        update work set holder = null, lease_until = null, taken_over = ?
                        where id = ? and fence = ? and holder = ?
                        """, unfinished, claim.item().id(), claim.fence(), holder) == 1;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    record Renewal(long fence, boolean cancelRequested) {}

    private record Candidate(UUID id, UUID aggregate, List<String> lanes) {

        static Candidate read(ResultSet row) throws SQLException {
            return new Candidate(
                    row.getObject("id", UUID.class), row.getObject("aggregate", UUID.class), List.of((String[])
                            row.getArray("lanes").getArray()));
        }
    }
}
