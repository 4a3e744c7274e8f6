package dev.moru.monitoring.watch.messaging;

import dev.moru.durable.epoch.Resumption;
import dev.moru.monitoring.watch.Answers;
import dev.moru.monitoring.watch.WatchTurn;
import dev.moru.monitoring.watch.WatchTurns;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** After a restore, the owner of turns is told again how the last one of each server was given back. */
@Component
class LastAnswers implements Resumption {

    private static final int AT_A_TIME = 500;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final WatchTurns turns;
    private final Answers answers;

    LastAnswers(WatchTurns turns, Answers answers) {
        this.turns = turns;
        this.answers = answers;
    }

    @Override
    public void resume() {
        var behind = BEFORE_ALL;
        List<WatchTurn> some;
        do {
            some = turns.answered(behind, AT_A_TIME);
            some.forEach(answers::tell);
            behind = some.isEmpty() ? behind : some.get(some.size() - 1).server();
        } while (some.size() == AT_A_TIME);
    }
}
