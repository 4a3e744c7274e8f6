package dev.moru.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.gateway.testing.GatewayDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AccountRowsTest {

    private static final GatewayDatabase DATABASE = new GatewayDatabase();
    private static final int FREE = 5;

    private final AccountRows accounts = new AccountRows(DATABASE.client());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void locksANameOutAfterTooManyFailures() {
        fail("guessed", FREE - 1);
        assertThat(isLocked("guessed")).isFalse();

        fail("guessed", 1);

        assertThat(isLocked("guessed")).isTrue();
    }

    @Test
    void countsAnewAfterADayWithoutAFailure() {
        fail("mistyped", FREE);
        DATABASE.jdbc().update("""
                update sign_in_failure set last_at = now() - interval '25 hours', locked_until = now() - interval '24 hours'
                where name = 'mistyped'
                """);

        fail("mistyped", 1);

        assertThat(isLocked("mistyped")).isFalse();
    }

    private void fail(String name, int times) {
        for (int i = 0; i < times; i++) {
            accounts.countFailure(name, FREE).block();
        }
    }

    private boolean isLocked(String name) {
        return accounts.lockedUntil(name).block().isPresent();
    }
}
