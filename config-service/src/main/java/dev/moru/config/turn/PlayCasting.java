package dev.moru.config.turn;

import dev.moru.config.play.Play;
import dev.moru.config.play.PlayHost;
import dev.moru.config.role.SecretsIn;
import dev.moru.config.turn.Hosts.KnownHost;
import dev.moru.contracts.turn.TurnAnswered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a play of turns: a host of each, with its secrets in their places. */
final class PlayCasting {

    private static final int SSH = 22;

    private final SecretSource secrets;
    private final Instant now;
    private final List<String> fetched = new ArrayList<>();
    private final List<PlayHost> hosts = new ArrayList<>();
    private final Set<String> unsettled = new HashSet<>();
    private final Map<String, Turn> turns = new LinkedHashMap<>();
    private final Map<TurnId, TurnAnswered> refused = new HashMap<>();
    private SecretSource.@Nullable Away away;

    PlayCasting(SecretSource secrets, Instant now) {
        this.secrets = secrets;
        this.now = now;
    }

    void add(Turn turn, KnownHost known) {
        try {
            var host = hostOf(turn, known);
            hosts.add(host);
            turns.put(host.alias(), turn);
            if (known.unsettled()) {
                unsettled.add(host.alias());
            }
        } catch (SecretSource.Away e) {
            // It is in none of both, and so in the next play.
            away = e;
        } catch (SecretSource.Unusable e) {
            refused.put(turn.id(), Verdict.secretMissing(turn, Objects.toString(e.getMessage(), "")));
        } catch (IllegalArgumentException e) {
            // An address or a user that ssh would not take for one.
            refused.put(turn.id(), Verdict.refused(turn, List.of(Objects.toString(e.getMessage(), ""))));
        }
    }

    PreparedPlay prepared() {
        if (turns.isEmpty() && refused.isEmpty() && away != null) {
            throw away;
        }
        if (turns.isEmpty()) {
            return new PreparedPlay(null, Map.of(), refused);
        }
        var check = turns.values().iterator().next().command().check();
        return new PreparedPlay(new Play(check, unsettled, limit(), hosts, fetched), turns, refused);
    }

    /**
     * Until the first of its turns expires; the others go on in another play. Where one has expired no time is left, and only
     * what went on before is settled.
     */
    private Duration limit() {
        return turns.values().stream()
                .map(turn -> Duration.between(now, turn.expiresAt()))
                .min(Duration::compareTo)
                .orElseThrow();
    }

    private PlayHost hostOf(Turn turn, KnownHost known) {
        var access = turn.command().access();
        // Where only what went on before is settled, nothing is applied, and nobody is asked for secrets.
        boolean isOver = turn.stopRequested() || turn.isExpired(now);
        var wanted = turn.snapshot().spec().roles();
        return new PlayHost(
                aliasOf(turn),
                new PlayHost.Login(
                        turn.server(),
                        Objects.requireNonNull(access.address(), "address"),
                        SSH,
                        access.user(),
                        access.jumpHost()),
                wanted,
                removed(known.roles(), wanted),
                isOver ? Map.of() : variablesOf(turn),
                known.pins());
    }

    private static List<String> removed(List<String> known, List<String> wanted) {
        return known.stream().filter(role -> !wanted.contains(role)).toList();
    }

    private String aliasOf(Turn turn) {
        var name = turn.snapshot().name();
        return turns.containsKey(name) ? name + "." + turn.server() : name;
    }

    private Map<String, Object> variablesOf(Turn turn) {
        var variables = new HashMap<String, Object>();
        turn.snapshot().spec().roleVariables().values().forEach(variables::putAll);
        return SecretsIn.resolved(variables, reference -> {
            var value = secrets.fetch(reference);
            fetched.add(value);
            return value;
        });
    }

    /** Roles that a host may have once the play has begun: those that it had, and those that it gets. */
    static List<String> possibleRoles(KnownHost known, Turn turn) {
        var roles = new LinkedHashSet<>(known.roles());
        roles.addAll(turn.snapshot().spec().roles());
        return List.copyOf(roles);
    }
}
