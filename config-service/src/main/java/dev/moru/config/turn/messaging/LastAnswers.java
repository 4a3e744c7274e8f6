package dev.moru.config.turn.messaging;

import dev.moru.config.turn.Answers;
import dev.moru.config.turn.Turn;
import dev.moru.config.turn.TurnId;
import dev.moru.config.turn.Turns;
import dev.moru.durable.epoch.Resumption;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** After a restore, the owner of turns is told again how the last one of each server was given back. */
@Component
class LastAnswers implements Resumption {

    private static final int AT_A_TIME = 500;
    private static final TurnId BEFORE_ALL = new TurnId(new UUID(0, 0), 0);

    private final Turns turns;
    private final Answers answers;

    LastAnswers(Turns turns, Answers answers) {
        this.turns = turns;
        this.answers = answers;
    }

    @Override
    public void resume() {
        var behind = BEFORE_ALL;
        List<Turn> some;
        do {
            some = turns.answered(behind, AT_A_TIME);
            some.forEach(
                    turn -> turn.knownAnswer().ifPresent(answer -> answers.tell(turn.server(), turn.origin(), answer)));
            behind = some.isEmpty() ? behind : some.get(some.size() - 1).id();
        } while (some.size() == AT_A_TIME);
    }
}
