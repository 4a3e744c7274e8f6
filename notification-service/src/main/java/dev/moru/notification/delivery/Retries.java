package dev.moru.notification.delivery;

import dev.moru.notification.channel.Answer;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Judges what becomes of a delivery after an attempt, now. */
public final class Retries {

    private final RetryPolicy policy;
    private final Clock clock;
    private final RandomGenerator random;

    public Retries(RetryPolicy policy, Clock clock, RandomGenerator random) {
        this.policy = policy;
        this.clock = clock;
        this.random = random;
    }

    Dispatch after(Dispatch dispatch, Answer answer) {
        return dispatch.after(answer, policy, clock.instant(), random);
    }
}
