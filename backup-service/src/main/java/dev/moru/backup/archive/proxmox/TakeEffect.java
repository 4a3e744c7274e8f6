package dev.moru.backup.archive.proxmox;

import dev.moru.backup.archive.TakeIntent;
import dev.moru.backup.archive.TakeOrder;
import dev.moru.backup.archive.TakenArchive;
import dev.moru.backup.archive.Taking;
import dev.moru.backup.archive.TakingStopped;
import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.site.Mark;
import dev.moru.durable.FailPoint;
import dev.moru.proxmox.GuestResource;
import dev.moru.proxmox.Parameters;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.Qemu;
import dev.moru.proxmox.RetryClass;
import dev.moru.proxmox.StorageContent;
import dev.moru.proxmox.StorageSummary;
import dev.moru.proxmox.TaskEntry;
import dev.moru.proxmox.TaskFilter;
import dev.moru.proxmox.TaskLine;
import dev.moru.proxmox.TaskOutcome;
import dev.moru.proxmox.Upid;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The taking of one backup: the guest is looked at, the intent stored, the task begun and followed, its archive found. */
final class TakeEffect {

    private static final String BACKUP = "backup";
    private static final String TASK = "vzdump";

    /** After each, whether it shall stop is looked at, and whether the cluster is still there. */
    private static final Duration LOOK = Duration.ofSeconds(15);

    /** What is left of a task's failure is in its log. */
    private static final String REASON = "ERROR: Backup of VM ";

    private final ProxmoxClient client;
    private final TakeOrder order;
    private final Taking taking;
    private String lastError = "";

    TakeEffect(ProxmoxClient client, TakeOrder order, Taking taking) {
        this.client = client;
        this.order = order;
        this.taking = taking;
    }

    /** An archive that stands is taken for what it is, also one of a time that a restore of Moru's database has undone. */
    TakenArchive perform() {
        var begun = taking.lastIntent().flatMap(intent -> look(() -> begunBefore(intent)));
        if (begun.isPresent()) {
            return follow(begun.get());
        }
        var intent = intent();
        var stands = archiveOf(intent);
        return stands.isPresent() ? stands.get() : follow(call(intent));
    }

    // ------------------------------------------------------------------ the world as a predecessor left it

    /** The call of a predecessor, if it has had its effect: the name of its task may not have been stored. */
    private Optional<TakeIntent> begunBefore(TakeIntent intent) {
        var named = intent.task() != null
                ? Optional.of(intent)
                : taskOf(intent).map(task -> stored(intent, Upid.parse(task.upid())));
        return named.filter(each -> !hasFailed(each) || archiveOf(each).isPresent());
    }

    /** A try that has failed is not gone on with: whoever comes back to it makes another. */
    private boolean hasFailed(TakeIntent intent) {
        try {
            var status = client.task(Upid.parse(Objects.requireNonNull(intent.task())))
                    .status();
            var exit = status.exitStatus();
            return !status.isRunning()
                    && !TaskOutcome.of(exit == null ? "" : exit).isSuccess();
        } catch (ProxmoxException.NoSuchTask forgotten) {
            return true;
        }
    }

    private Optional<TaskEntry> taskOf(TakeIntent intent) {
        var filter = TaskFilter.all().type(TASK).of(order.mark().vmId()).since(intent.since());
        return client.node(intent.node()).tasks(filter).stream()
                .filter(this::isOurs)
                .findFirst();
    }

    private boolean isOurs(TaskEntry task) {
        var token = task.tokenId() == null ? "" : "!" + task.tokenId();
        return (task.user() + token).equals(order.site().spec().tokenId());
    }

    // ------------------------------------------------------------------ the call

    private TakeIntent intent() {
        var guest = guest();
        if (taking.wantsStop()) {
            throw new TakingStopped("stopped before anything was begun");
        }
        var node = client.node(guest.node());
        var storage = new StorageChoice(node.storages(), order, guest.node()).choose();
        return new TakeIntent(guest.node(), Objects.requireNonNull(storage.storage()), node.time(), null);
    }

    private TakeIntent call(TakeIntent intent) {
        taking.intend(intent);
        FailPoint.reach("backup.before-vzdump");
        var task = begin(intent);
        FailPoint.reach("backup.after-vzdump");
        return stored(intent, task);
    }

    /** An answer that says no may come after the effect: it is believed when there is no task. */
    private Upid begin(TakeIntent intent) {
        try {
            return client.node(intent.node()).vzdump(parameters(intent.storage()));
        } catch (ProxmoxException refusal) {
            return look(() -> taskOf(intent))
                    .map(task -> Upid.parse(task.upid()))
                    .orElseThrow(() -> refusal);
        }
    }

    private TakeIntent stored(TakeIntent intent, Upid task) {
        var started = intent.started(task.toString());
        taking.intend(started);
        return started;
    }

    /** {@code remove=0}: what is kept is decided here, and never by what the storage or its jobs are set to. */
    private Parameters parameters(String storage) {
        return Parameters.of("vmid", order.mark().vmId())
                .with("storage", storage)
                .with("mode", "snapshot")
                .with("compress", "zstd")
                .with("remove", false)
                .with("notes-template", order.mark().line() + "\\n{{guestname}} on {{node}}");
    }

    /** Where it is now: it may have moved since it was seen last. */
    private Qemu guest() {
        var seen = client.node(order.node()).qemu(order.mark().vmId());
        var here = seen.find();
        var vm = here.isPresent() ? seen : moved();
        var description = here.orElseGet(vm::config).description();
        if (Mark.in(description)
                .filter(mark -> mark.makesOurs(order.mark().installation(), vm.vmid()))
                .filter(mark -> mark.server().equals(order.mark().server()))
                .isEmpty()) {
            throw Failures.lasting(
                    "guest-foreign",
                    "The guest is not Moru's",
                    "VM %d on %s does not bear the mark of this server; it was not touched"
                            .formatted(vm.vmid(), vm.node()),
                    null);
        }
        return vm;
    }

    private Qemu moved() {
        return client.cluster().guests().stream()
                .filter(guest -> guest.vmid() == order.mark().vmId())
                .map(GuestResource::node)
                .findFirst()
                .map(node -> client.node(node).qemu(order.mark().vmId()))
                .orElseThrow(() -> Failures.lasting(
                        "guest-not-found",
                        "There is no such guest",
                        "VM %d is on no node of %s"
                                .formatted(order.mark().vmId(), order.site().name()),
                        null));
    }

    // ------------------------------------------------------------------ what comes of it

    private TakenArchive follow(TakeIntent intent) {
        var outcome = look(() -> await(intent));
        FailPoint.reach("backup.after-task");
        var taken = look(() -> archiveOf(intent));
        if (taken.isPresent()) {
            return taken.get();
        }
        if (outcome.isSuccess()) {
            throw Failures.of(
                    "task %s has ended well, and storage %s shows no archive with its mark"
                            .formatted(intent.task(), intent.storage()),
                    RetryClass.LOOK_FIRST);
        }
        if (taking.wantsStop()) {
            throw new TakingStopped("stopped; nothing of it is left on storage " + intent.storage());
        }
        throw outcome instanceof TaskOutcome.Failed failed
                ? Failures.of(lastError.isEmpty() ? failed.reason() : lastError, failed.retryClass())
                : Failures.of("the task was stopped, or its node was", RetryClass.LOOK_FIRST);
    }

    /** What was begun comes to an end of its own, which a look that fails does not tell: it is looked again. */
    private <T> T look(Supplier<T> look) {
        try {
            return look.get();
        } catch (ProxmoxException notSeen) {
            throw Failures.notSeen(order.site().name(), notSeen);
        }
    }

    private TaskOutcome await(TakeIntent intent) {
        var task = client.task(Upid.parse(Objects.requireNonNull(intent.task())));
        var lines = new AtomicInteger();
        taking.cameTo(0, "VM %d to storage %s".formatted(order.mark().vmId(), intent.storage()), intent);
        boolean stopped = false;
        try {
            while (true) {
                boolean stopping = stopped;
                var outcome = task.await(
                        LOOK, lines.get(), line -> heard(line, lines, intent), () -> !stopping && taking.wantsStop());
                if (!(outcome instanceof TaskOutcome.StillRunning)) {
                    return outcome;
                }
                if (taking.wantsStop() && !stopped) {
                    task.stop();
                    stopped = true;
                }
            }
        } catch (InterruptedException e) {
            throw Failures.leftOff(intent.task());
        } catch (ProxmoxException.NoSuchTask forgotten) {
            return new TaskOutcome.Vanished("the node does not know it any more");
        }
    }

    private void heard(TaskLine line, AtomicInteger lines, TakeIntent intent) {
        lines.set(line.number());
        taking.said(line.text());
        if (line.text().startsWith(REASON)) {
            lastError = line.text().substring("ERROR: ".length());
        }
        line.progress().ifPresent(done -> taking.cameTo(done, "to storage " + intent.storage(), intent));
    }

    private Optional<TakenArchive> archiveOf(TakeIntent intent) {
        var node = client.node(intent.node());
        return node.storage(intent.storage()).content(BACKUP).stream()
                .filter(each -> each.notes() != null && order.mark().isIn(each.notes()))
                .max(Comparator.comparingLong(StorageContent::createdAtSeconds))
                .map(each -> taken(each, node.storage(intent.storage()).status(), intent));
    }

    private static TakenArchive taken(StorageContent content, StorageSummary storage, TakeIntent intent) {
        return new TakenArchive(
                new BackupArchive(
                        intent.storage(),
                        storage.type(),
                        content.volid(),
                        storage.shared() ? null : intent.node(),
                        content.sizeBytes()),
                Instant.ofEpochSecond(content.createdAtSeconds()));
    }
}
