package dev.moru.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.turn.ConfigureServer;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.StopTurn;
import dev.moru.contracts.turn.TurnOutcome;
import dev.moru.durable.epoch.Resumption;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** An installation with config-service in it, which is played by the test. */
class ParticipantIT {

    private static final RunningService SERVICE = RunningService.shared();
    private static final Gateway GATEWAY = SERVICE.gateway();
    private static PlayedParticipant config;

    private final UUID server = Gateway.id();

    @BeforeAll
    static void takePart() {
        Estate.applied();
        SERVICE.restart("moru.participants=config");
        config = PlayedParticipant.config();
    }

    @AfterAll
    static void leave() {
        config.close();
        SERVICE.restart();
    }

    @Test
    void configuresAServerThatWasMade() {
        var operation = GATEWAY.command(server, Commands.provision("web-01", OnFailure.ROLLBACK));
        var told = config.awaitTold(server, ConfigureServer.class);
        var command = (ConfigureServer) told.message();
        assertThat(told.envelope().context().expiresAt()).isNotNull();
        assertThat(HandedTurn.of(operation, told.envelope().context().answerTo()))
                .isEqualTo(command.turn());
        assertThat(command.server().status().vmId()).isNotNull();
        assertThat(command.access().connection()).isEqualTo("ssh");
        assertThat(command.access().address()).isNotNull();

        config.answer(server, command.turn(), TurnOutcome.SUCCEEDED);

        var ended = GATEWAY.endOf(operation).operation();
        assertThat(ended.state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(ended.steps())
                .extracting(step -> step.name())
                .containsExactly("reserve", "clone", "boot", "configure");
        assertThat(ended.result()).containsEntry("changed", 2).containsKey("vmId");
    }

    @Test
    void handsATurnOverAgainAfterARestore() {
        var operation = GATEWAY.command(server, Commands.provision("web-01", OnFailure.ROLLBACK));
        var first = config.awaitTold(server, ConfigureServer.class);

        SERVICE.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> SERVICE.bean(Resumption.class).resume());

        var again = config.awaitToldAfter(first, ConfigureServer.class);
        assertThat(again.message()).isEqualTo(first.message());
        assertThat(again.envelope().context().expiresAt())
                .isEqualTo(first.envelope().context().expiresAt());
        config.answer(server, ((ConfigureServer) again.message()).turn(), TurnOutcome.SUCCEEDED);
        assertThat(GATEWAY.endOf(operation).operation().state()).isEqualTo(OperationState.SUCCEEDED);
    }

    @Test
    void cancelsWhenTheParticipantHasStopped() {
        var operation = GATEWAY.command(server, Commands.provision("web-01", OnFailure.ROLLBACK));
        var command = (ConfigureServer)
                config.awaitTold(server, ConfigureServer.class).message();

        GATEWAY.cancel(server, operation);
        config.awaitTold(server, StopTurn.class);
        GATEWAY.progressOf(operation, report -> report.cancel() == CancelState.REQUESTED);
        assertThat(GATEWAY.endsOf(operation)).isEmpty();
        config.answer(server, command.turn(), TurnOutcome.STOPPED);

        assertThat(GATEWAY.endOf(operation).operation().state()).isEqualTo(OperationState.CANCELLED);
        assertThat(SERVICE.hypervisor().has(server)).isFalse();
    }
}
