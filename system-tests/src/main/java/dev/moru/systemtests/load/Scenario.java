package dev.moru.systemtests.load;

import java.util.random.RandomGenerator;

/** What a client does next. The numbers say how often, out of their sum. */
enum Scenario {
    CREATE(22),
    POWER(40),
    UPDATE(8),
    CONFIGURE(5),
    BACK_UP(8),
    REMOVE_BACKUP(3),
    RESTORE(5),
    RESTORE_AS_NEW(1),
    VERIFY(2),
    DELETE(8),
    BULK(2),
    CANCEL(6),
    REGRET(4),
    RETRY(3),
    TWINS(5),
    IMPOSTOR(2);

    private final int weight;

    Scenario(int weight) {
        this.weight = weight;
    }

    static Scenario draw(RandomGenerator random) {
        int total = 0;
        for (var scenario : values()) {
            total += scenario.weight;
        }
        int drawn = random.nextInt(total);
        for (var scenario : values()) {
            drawn -= scenario.weight;
            if (drawn < 0) {
                return scenario;
            }
        }
        throw new AssertionError("the weights add up");
    }
}
