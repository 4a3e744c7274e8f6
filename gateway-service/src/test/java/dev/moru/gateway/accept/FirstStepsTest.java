package dev.moru.gateway.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.Command;
import dev.moru.contracts.operation.RunBulk;
import dev.moru.contracts.operation.Step;
import dev.moru.contracts.server.AdoptServer;
import dev.moru.contracts.server.ApplyMode;
import dev.moru.contracts.server.BackupsOnDelete;
import dev.moru.contracts.server.DeleteServer;
import dev.moru.contracts.server.ProvisionServer;
import dev.moru.contracts.server.RebootServer;
import dev.moru.contracts.server.ReconfigureServer;
import dev.moru.contracts.server.RestoreServer;
import dev.moru.contracts.server.RestoreTarget;
import dev.moru.contracts.server.ServerChange;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.server.UpdateServer;
import dev.moru.contracts.turn.Participant;
import dev.moru.gateway.testing.Happenings;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FirstStepsTest {

    private static final Set<Participant> ALL = EnumSet.allOf(Participant.class);
    private static final ServerSpec SPEC = Happenings.spec("web-01", 2);

    @Test
    void leavesOutWhatParticipantsWouldDoThatAreNotThere() {
        var creation = new ProvisionServer(SPEC, List.of(), null, null);

        assertThat(names(creation, ALL)).containsExactly("reserve", "clone", "boot", "configure", "watch", "protect");
        assertThat(names(creation, Set.of(Participant.MONITORING)))
                .containsExactly("reserve", "clone", "boot", "watch");
        assertThat(names(new AdoptServer("old", "lab", 100, List.of(), null, null), ALL))
                .containsExactly("inspect", "mark", "watch", "protect");
    }

    @Test
    void knowsTheWayOfEachRestore() {
        assertThat(names(restore(RestoreTarget.IN_PLACE, true), ALL))
                .containsExactly("locate", "stop", "restore", "boot");
        assertThat(names(restore(RestoreTarget.IN_PLACE, false), ALL)).containsExactly("locate", "stop", "restore");
        assertThat(names(restore(RestoreTarget.NEW, true), ALL))
                .containsExactly("locate", "reserve", "restore", "boot", "watch", "protect");
    }

    @Test
    void followsWhatAChangeContains() {
        assertThat(names(update(null, null, ApplyMode.LIVE), ALL)).containsExactly("apply");
        assertThat(names(update(null, null, ApplyMode.RESTART), ALL)).containsExactly("apply", "restart");
        assertThat(names(update(List.of("web"), "daily", ApplyMode.LIVE), ALL))
                .containsExactly("apply", "configure", "protect");
    }

    @Test
    void followsWhatElseIsAskedFor() {
        assertThat(names(new RebootServer(null, null), ALL)).containsExactly("shutdown", "boot");
        assertThat(names(new ReconfigureServer(false, null, null), ALL)).containsExactly("configure");
        assertThat(names(new DeleteServer(null, null, null), ALL)).containsExactly("stop", "destroy");
        assertThat(names(new DeleteServer(BackupsOnDelete.DELETE, null, null), ALL))
                .containsExactly("stop", "destroy", "backups");
        assertThat(names(new RunBulk("stop", List.of(), 1, 1), ALL)).isEmpty();
    }

    private static Command restore(RestoreTarget target, boolean start) {
        return new RestoreServer(UUID.randomUUID(), target, SPEC, start, List.of(), null, null);
    }

    private static Command update(List<String> roles, String policy, ApplyMode apply) {
        var change =
                new ServerChange(null, null, null, null, null, null, roles, roles == null ? null : Map.of(), policy);
        return new UpdateServer(change, apply, List.of(), null, null);
    }

    private static List<String> names(Command command, Set<Participant> here) {
        return FirstSteps.of(command, here).stream().map(Step::name).toList();
    }
}
