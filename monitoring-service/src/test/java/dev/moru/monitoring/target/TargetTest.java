package dev.moru.monitoring.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.server.ServerPhase;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TargetTest {

    @ParameterizedTest
    @EnumSource(names = {"READY", "STOPPED", "UPDATING", "UNREACHABLE"})
    void isListedAsLongAsItIsThere(ServerPhase phase) {
        assertThat(in(phase, "10.10.0.14").isListed()).isTrue();
    }

    @Test
    void isNotListedBeforeItIsReadyNorAfterItIsGone() {
        assertThat(EnumSet.of(
                        ServerPhase.CREATING,
                        ServerPhase.DELETING,
                        ServerPhase.DELETED,
                        ServerPhase.FAILED,
                        ServerPhase.LOST))
                .noneMatch(phase -> in(phase, "10.10.0.14").isListed());
    }

    @Test
    void isListedBeforeItIsReadyWhenItIsItsTurnToBeWatched() {
        assertThat(in(ServerPhase.CREATING, "10.10.0.14").isListedOnceWatched()).isTrue();
        assertThat(in(ServerPhase.DELETED, "10.10.0.14").isListedOnceWatched()).isFalse();
    }

    @Test
    void isNotListedWithoutAnAddress() {
        assertThat(in(ServerPhase.READY, null).isListed()).isFalse();
    }

    private static Target in(ServerPhase phase, @Nullable String address) {
        return new Target(
                UUID.randomUUID(), "web-01", "shop", "lab", "lab2", address, List.of(), phase, true, false, 1);
    }
}
