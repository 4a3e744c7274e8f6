package dev.moru.provisioning.server;

import static dev.moru.provisioning.server.TurnStage.*;
import static dev.moru.provisioning.server.TurnTrigger.*;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The life of a turn, as one constant table. What is not in it does not happen: late and duplicate results are refused by
 * it.
 */
final class TurnTable {

    private static final Map<TurnStage, Map<TurnTrigger, TurnStage>> TABLE = Map.of(
            WAITING,
            moves(
                    Map.entry(HOLD, HELD),
                    Map.entry(LACK, UNCONFIGURED),
                    Map.entry(RESERVE, RESERVING),
                    Map.entry(PERFORM, PERFORMING),
                    Map.entry(HAND_OVER, HANDED_OVER),
                    Map.entry(SETTLE, ENDED),
                    Map.entry(DROP, ENDED)),
            HELD,
            moves(
                    Map.entry(LACK, UNCONFIGURED),
                    Map.entry(RESERVE, RESERVING),
                    Map.entry(PERFORM, PERFORMING),
                    Map.entry(HAND_OVER, HANDED_OVER),
                    Map.entry(SETTLE, ENDED),
                    Map.entry(DROP, ENDED)),
            UNCONFIGURED,
            moves(
                    Map.entry(RESERVE, RESERVING),
                    Map.entry(PERFORM, PERFORMING),
                    Map.entry(HAND_OVER, HANDED_OVER),
                    Map.entry(SETTLE, ENDED),
                    Map.entry(DROP, ENDED)),
            RESERVING,
            moves(Map.entry(PERFORM, PERFORMING), Map.entry(FAIL, ENDED), Map.entry(STOP, STOPPING)),
            PERFORMING,
            moves(
                    Map.entry(HAND_OVER, HANDED_OVER),
                    Map.entry(SUCCEED, ENDED),
                    Map.entry(FAIL, ENDED),
                    Map.entry(ROLL_BACK, COMPENSATING),
                    Map.entry(STOP, STOPPING)),
            HANDED_OVER,
            moves(
                    Map.entry(HAND_OVER, HANDED_OVER),
                    Map.entry(RESERVE, RESERVING),
                    Map.entry(PERFORM, PERFORMING),
                    Map.entry(SUCCEED, ENDED),
                    Map.entry(FAIL, ENDED),
                    Map.entry(ROLL_BACK, COMPENSATING),
                    Map.entry(RECALL, RECALLED)),
            RECALLED,
            moves(
                    Map.entry(SUCCEED, ENDED),
                    Map.entry(FAIL, ENDED),
                    Map.entry(STOPPED, ENDED),
                    Map.entry(ROLL_BACK, COMPENSATING),
                    Map.entry(OVERDUE, ABANDONED)),
            STOPPING,
            moves(
                    Map.entry(SUCCEED, ENDED),
                    Map.entry(FAIL, ENDED),
                    Map.entry(STOPPED, ENDED),
                    Map.entry(ROLL_BACK, COMPENSATING),
                    Map.entry(OVERDUE, ABANDONED)),
            COMPENSATING,
            moves(Map.entry(ROLLED_BACK, ENDED), Map.entry(OVERDUE, ABANDONED)),
            ABANDONED,
            moves(Map.entry(ANSWER, ENDED)));

    private TurnTable() {}

    static Optional<TurnStage> next(TurnStage from, TurnTrigger trigger) {
        return Optional.ofNullable(of(from).get(trigger));
    }

    static Map<TurnTrigger, TurnStage> of(TurnStage from) {
        return TABLE.getOrDefault(from, Map.of());
    }

    @SafeVarargs
    private static Map<TurnTrigger, TurnStage> moves(Map.Entry<TurnTrigger, TurnStage>... entries) {
        var moves = new EnumMap<TurnTrigger, TurnStage>(TurnTrigger.class);
        for (var entry : entries) {
            moves.put(entry.getKey(), entry.getValue());
        }
        return Collections.unmodifiableMap(moves);
    }
}
