package dev.moru.backup.archive.proxmox;

import dev.moru.backup.BackupProperties;
import dev.moru.backup.archive.ArchiveFailure;
import dev.moru.backup.archive.ArchiveMark;
import dev.moru.backup.archive.Archives;
import dev.moru.backup.archive.TakeOrder;
import dev.moru.backup.archive.TakenArchive;
import dev.moru.backup.archive.Taking;
import dev.moru.backup.site.BackupSite;
import dev.moru.contracts.backup.BackupArchive;
import dev.moru.proxmox.NodeSummary;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.RetryClass;
import dev.moru.proxmox.Storage;
import dev.moru.proxmox.StorageContent;
import dev.moru.proxmox.TaskOutcome;
import dev.moru.proxmox.Upid;
import dev.moru.secrets.SecretStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

@Component
class ProxmoxArchives implements Archives, AutoCloseable {

    private static final Duration REMOVAL = Duration.ofMinutes(5);

    private final SiteClients clients;

    ProxmoxArchives(SecretStore secrets, BackupProperties properties) {
        this.clients = new SiteClients(secrets, properties.backup().callTimeout());
    }

    @Override
    public TakenArchive take(TakeOrder order, Taking taking) {
        return clients.at(order.site(), taking::callBudget, client -> new TakeEffect(client, order, taking).perform());
    }

    @Override
    public void remove(BackupSite site, BackupArchive archive, ArchiveMark mark, Supplier<Duration> callBudget) {
        clients.at(site, callBudget, client -> {
            remove(client, archive, mark);
            return archive;
        });
    }

    @Override
    public List<BackupArchive> missing(BackupSite site, List<BackupArchive> archives, Supplier<Duration> callBudget) {
        var byPlace = archives.stream()
                .collect(Collectors.groupingBy(each -> List.of(each.storage(), String.valueOf(each.node()))));
        return clients.at(
                site,
                callBudget,
                client -> byPlace.values().stream()
                        .flatMap(there -> missing(client, there))
                        .toList());
    }

    /** One storage that can't be asked hides nothing of the others; one that shows none of several is mounted empty, or anew. */
    private static Stream<BackupArchive> missing(ProxmoxClient client, List<BackupArchive> there) {
        try {
            var shown = storage(client, there.get(0)).content("backup").stream()
                    .map(StorageContent::volid)
                    .collect(Collectors.toSet());
            var missing = there.stream()
                    .filter(each -> !shown.contains(each.volume()))
                    .toList();
            return missing.size() > 1 && missing.size() == there.size() ? Stream.empty() : missing.stream();
        } catch (ArchiveFailure | ProxmoxException notNow) {
            return Stream.empty();
        }
    }

    private static void remove(ProxmoxClient client, BackupArchive archive, ArchiveMark mark) {
        var storage = storage(client, archive);
        var found = storage.content("backup").stream()
                .filter(each -> each.volid().equals(archive.volume()))
                .findFirst();
        if (found.isEmpty()) {
            return;
        }
        var notes = found.get().notes();
        if (notes == null || !mark.isIn(notes)) {
            throw Failures.lasting(
                    "archive-foreign",
                    "The archive is not Moru's",
                    archive.volume() + " does not bear its mark any more; it was not touched",
                    "remove it by hand");
        }
        if (found.get().isProtected()) {
            throw Failures.lasting(
                    "archive-protected",
                    "The archive is protected",
                    archive.volume() + " is protected at its storage",
                    "take the protection off in Proxmox VE");
        }
        storage.delete(archive.volume()).ifPresent(task -> await(client, task));
    }

    private static Storage storage(ProxmoxClient client, BackupArchive archive) {
        var node = archive.node() != null ? archive.node() : nodeThatHas(client, archive.storage());
        var storage = client.node(node).storage(archive.storage());
        if (!storage.status().active()) {
            throw Failures.storageAway("storage %s on %s is not online".formatted(archive.storage(), node));
        }
        return storage;
    }

    /** Of those that are online: a shared storage may be limited to some nodes. */
    private static String nodeThatHas(ProxmoxClient client, String storage) {
        return client.nodes().stream()
                .filter(each -> each.status().equals("online"))
                .map(NodeSummary::node)
                .filter(node -> client.node(node).storages().stream().anyMatch(each -> storage.equals(each.storage())))
                .findFirst()
                .orElseThrow(() -> Failures.storageAway("no node that is online has storage " + storage));
    }

    private static void await(ProxmoxClient client, Upid task) {
        try {
            var outcome = client.task(task).await(REMOVAL);
            if (outcome instanceof TaskOutcome.Failed failed) {
                throw Failures.of(failed.reason(), failed.retryClass());
            }
            if (!outcome.isSuccess()) {
                throw Failures.of("task " + task + " came to no end", RetryClass.LOOK_FIRST);
            }
        } catch (InterruptedException e) {
            throw Failures.leftOff(task.toString());
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}
