package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.site.Mark;
import dev.moru.durable.FailPoint;
import dev.moru.provisioning.server.Checkpoint;
import dev.moru.provisioning.server.GuestState;
import dev.moru.provisioning.server.RestoreGuest;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.Parameters;
import dev.moru.proxmox.Qemu;
import dev.moru.proxmox.QemuConfig;
import dev.moru.proxmox.Upid;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Overwrites a guest with an archive of it. The call writes a mark with the operation that restores, by which whoever follows sees
 * that it has happened. That it is about to be made is stored before, because from then on there is no way back: what is asked to
 * stop goes on.
 */
final class RestoreEffect {

    private static final String STOP = "stop";
    private static final String RESTORE = RestoreCall.STEP;
    private static final Set<String> NO_WAY_BACK = Set.of(RESTORE, StartStep.BOOT);

    private final Effect effect;
    private final Effect unstoppable;
    private final RestoreGuest request;
    private final GuestLookup lookup;

    RestoreEffect(Effect effect, RestoreGuest request) {
        this.unstoppable = effect.unstoppable();
        this.effect = mayHaveBegun(effect) ? unstoppable : effect;
        this.request = request;
        this.lookup = new GuestLookup(effect.client(), request.guest());
    }

    private static boolean mayHaveBegun(Effect effect) {
        return effect.execution()
                .lastCheckpoint()
                .filter(checkpoint -> NO_WAY_BACK.contains(checkpoint.step()))
                .isPresent();
    }

    GuestState perform() {
        new TaskRunner(effect).settle();
        var vm = guest();
        if (!isRestored(lookup.own(vm))) {
            requireReach(vm);
            switchOff(vm);
            overwrite(vm);
        }
        tag(vm);
        effect.succeeded(RESTORE, "from " + request.archive().volume());
        if (request.start()) {
            unstoppable.running(StartStep.BOOT, 0, "starting VM " + vm.vmid());
            new StartStep(unstoppable, new TaskRunner(unstoppable), lookup).perform(vm, StartStep.BOOT);
            unstoppable.succeeded(StartStep.BOOT, "running");
        }
        return new GuestReader(request.guest().networks()).read(vm, lookup.own(vm), List.of());
    }

    /** As long as a predecessor's call is at work, it is locked. */
    private Qemu guest() {
        return new PatientLook(effect, lookup).untilDecided(RESTORE) instanceof Finding.Ours ours
                ? ours.vm()
                : lookup.required().vm();
    }

    /** Name and description come with the call; the archive's tags are those of then. */
    private void tag(Qemu vm) {
        new ConfigWriter(unstoppable, lookup)
                .write(vm, present -> new Changes(present).tags(request.spec().tags()));
    }

    private boolean isRestored(QemuConfig config) {
        return Mark.in(config.description())
                .filter(mark -> mark.operation().equals(request.operation()))
                .isPresent();
    }

    /** An archive on a storage of one node can't be seen from another. */
    private void requireReach(Qemu vm) {
        var archive = request.archive();
        if (archive.node() != null && !archive.node().equals(vm.node())) {
            throw HypervisorFailure.permanent(
                    "archive-elsewhere",
                    "The archive is on another node",
                    "%s is on %s, and VM %d on %s".formatted(archive.volume(), archive.node(), vm.vmid(), vm.node()),
                    "migrate the VM to " + archive.node());
        }
    }

    private void switchOff(Qemu vm) {
        check(vm);
        effect.running(STOP, 0, "VM " + vm.vmid());
        new StopStep(effect, new TaskRunner(effect), lookup).cut(vm, STOP);
        effect.succeeded(STOP, "off");
    }

    private void check(Qemu vm) {
        new ArchiveCheck(effect.client().node(vm.node()), request.archive())
                .requireOf(request.guest().mark());
    }

    private void overwrite(Qemu vm) {
        effect.stopIfAsked();
        effect.execution().checkpoint(new Checkpoint(RESTORE, vm.node(), null, Map.of()));
        var part = new TaskRunner.Part(RESTORE, 0, 1, request.archive().volume(), false);
        var end = new TaskRunner(unstoppable).run(part, () -> call(vm));
        end.failed().ifPresent(failed -> {
            throw end.meaning(failed);
        });
        if (!isRestored(lookup.own(vm))) {
            throw HypervisorFailure.passing(
                    "restore-incomplete",
                    "The restore came to no end",
                    "VM %d does not bear the mark of the restore".formatted(vm.vmid()),
                    null);
        }
    }

    /** The marks are read once more right before what stands there is gone. */
    private Upid call(Qemu vm) {
        check(vm);
        lookup.own(vm);
        FailPoint.reach("proxmox.before-restore");
        var upid = effect.client().node(vm.node()).createQemu(vm.vmid(), parameters());
        FailPoint.reach("proxmox.after-restore");
        return upid;
    }

    private Parameters parameters() {
        var mark = request.guest().mark();
        var restored = new Mark(mark.installation(), mark.server(), mark.vmId(), request.operation());
        return Parameters.of("archive", request.archive().volume())
                .with("force", true)
                .with("name", request.spec().name())
                .with("description", Description.of(request.spec().description(), restored))
                .with("storage", request.storage());
    }
}
