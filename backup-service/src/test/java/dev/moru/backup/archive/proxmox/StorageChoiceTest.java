package dev.moru.backup.archive.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.moru.backup.archive.ArchiveFailure;
import dev.moru.backup.archive.ArchiveMark;
import dev.moru.backup.archive.TakeOrder;
import dev.moru.backup.site.BackupSite;
import dev.moru.contracts.site.Lanes;
import dev.moru.contracts.site.SiteSpec;
import dev.moru.contracts.site.VmIdRange;
import dev.moru.proxmox.StorageSummary;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StorageChoiceTest {

    private static final long LAST_BACKUP = 5_000;

    @Test
    void goesToTheStorageWithTheMostRoom() {
        assertThat(choose(storage("small", "dir", true, 6_000), storage("large", "nfs", true, 7_000)))
                .isEqualTo("large");
    }

    @Test
    void prefersAStorageThatIsOnlineToALargerOneThatIsNot() {
        assertThat(choose(storage("large", "nfs", false, 9_000), storage("small", "dir", true, 6_000)))
                .isEqualTo("small");
    }

    @Test
    void waitsForTheOnlyStorageUntilItIsOnline() {
        assertThatExceptionOfType(ArchiveFailure.class)
                .isThrownBy(() -> choose(storage("only", "nfs", false, 0)))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ArchiveFailure.Kind.AWAY));
    }

    @Test
    void refusesAStorageWithLessRoomThanTheLastBackupTook() {
        assertThatExceptionOfType(ArchiveFailure.class)
                .isThrownBy(() -> choose(storage("only", "dir", true, LAST_BACKUP - 1)))
                .satisfies(failure -> assertThat(failure.problem()).isEqualTo("storage-full"));
    }

    @Test
    void expectsNothingOfABackupServerThatKeepsWhatIsSharedOnce() {
        assertThat(choose(storage("pbs", "pbs", true, LAST_BACKUP - 1))).isEqualTo("pbs");
    }

    private static String choose(StorageSummary... storages) {
        var spec = new SiteSpec(
                List.of(), null, "proxmox", null, null, new VmIdRange(2000, 2999), Map.of(), Lanes.DEFAULT, true, "");
        var order = new TakeOrder(
                new BackupSite(UUID.randomUUID(), "lab", 1, spec),
                "lab1",
                new ArchiveMark(UUID.randomUUID(), UUID.randomUUID(), 2000, UUID.randomUUID()),
                null,
                LAST_BACKUP);
        return new StorageChoice(List.of(storages), order, "lab1").choose().storage();
    }

    private static StorageSummary storage(String name, String type, boolean active, long available) {
        return new StorageSummary(name, type, "images,backup", active, true, false, 10_000, 0, available);
    }
}
