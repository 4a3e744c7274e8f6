package dev.moru.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.operation.OperationState;
import dev.moru.durable.FailPoint;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fault at each place where one may be: one end, one VM, nothing held twice. */
class CrashIT {

    private static final RunningService SERVICE = RunningService.shared();
    private static final Gateway GATEWAY = SERVICE.gateway();
    private static final Estate ESTATE = Estate.applied();

    @AfterEach
    void disarm() {
        FailPoint.disarmAll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "consumer.before-commit",
                "consumer.after-commit",
                "turn.before-intent",
                "turn.before-effect",
                "work.after-checkpoint",
                "turn.after-effect",
                "work.before-close",
                "work.after-close"
            })
    void endsACreationOnceWhereverItIsCut(String point) {
        var server = UUID.randomUUID();
        FailPoint.arm(point);

        var ended = GATEWAY.endOf(GATEWAY.command(server, Commands.provision("cut")));

        assertThat(ended.operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(SERVICE.hypervisor().calls(server).stream().distinct())
                .as("VM ids that were asked for")
                .hasSize(1);
        assertThat(GATEWAY.endsOf(ended.operation().id())).hasSize(1);
    }
}
