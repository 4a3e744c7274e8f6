package dev.moru.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPID:pve1:0003A1F2:01C9F3B2:69563F00:qmclone:9000:auto@pve!mgr:",
                "UPID:pve-2.lan:0003A1F2:101C9F3B2:69563F00:vzdump::root@pam:",
                "UPID:pve1:0003A1F2:01C9F3B2:69563F00:imgdel:100@local\\x2dlvm:root@pam:"
            })
    void rendersATaskIdAsItWasRead(String text) {
        assertThat(Upid.parse(text)).hasToString(text);
    }

    @Test
    void readsThePartsOfATaskId() {
        var upid = Upid.parse("UPID:pve1:0003A1F2:01C9F3B2:69563F00:qmclone:9000:auto@pve!mgr:");

        assertThat(upid.node()).isEqualTo("pve1");
        assertThat(upid.type()).isEqualTo("qmclone");
        assertThat(upid.vmid()).hasValue(9000);
        assertThat(upid.user()).isEqualTo("auto@pve!mgr");
        assertThat(upid.startedAt()).isEqualTo(Instant.parse("2026-01-01T09:31:44Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "OK",
                "UPID:pve1:0003A1F2:01C9F3B2:69563F00:qmclone:9000:auto@pve!mgr",
                "UPID:../x:0003A1F2:01C9F3B2:69563F00:qmclone:9000:auto@pve!mgr:",
                "UPID:pve1:3A1F2:01C9F3B2:69563F00:qmclone:9000:auto@pve!mgr:"
            })
    void refusesWhatIsNoTaskId(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Upid.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "virtio=BC:24:11:00:00:01,bridge=vmbr0,firewall=1",
                "local-lvm:vm-100-disk-0,size=8G,somethingnew=x=y",
                "media=disk,size=5G,file=local:100/vm-100-disk-0.qcow2",
                "ip=dhcp",
                "none,media=cdrom"
            })
    void rendersAPropertyStringAsItWasRead(String text) {
        assertThat(PropertyString.parse(text)).hasToString(text);
    }

    @Test
    void findsAVolumeWithAndWithoutItsKey() {
        assertThat(PropertyString.parse("local:a,size=1G").volume()).contains("local:a");
        assertThat(PropertyString.parse("size=1G,file=local:a").volume()).contains("local:a");
        assertThat(PropertyString.parse("ip=dhcp").volume()).isEmpty();
    }

    @Test
    void changesAPropertyInItsPlace() {
        var card = PropertyString.parse("virtio=BC:24:11:00:00:01,bridge=vmbr0,tag=5");

        assertThat(card.with("bridge", "vmbr1").without("tag").with("firewall", 1))
                .hasToString("virtio=BC:24:11:00:00:01,bridge=vmbr1,firewall=1");
    }

    @Test
    void readsFlagsInAnySpelling() {
        var disk = PropertyString.parse("local:a,ssd=on,backup=0,iothread=1");

        assertThat(disk.isOn("ssd")).isTrue();
        assertThat(disk.isOn("iothread")).isTrue();
        assertThat(disk.isOn("backup")).isFalse();
        assertThat(disk.isOn("discard")).isFalse();
    }

    @Test
    void encodesKeysTwiceAndReadsThemBack() {
        var parameters = Parameters.none().withSshKeys(List.of("ssh-ed25519 AAAA+/= me@host", "ssh-rsa BBBB\n"));

        assertThat(parameters.asMap())
                .containsEntry("sshkeys", "ssh-ed25519%20AAAA%2B%2F%3D%20me%40host%0Assh-rsa%20BBBB");
        assertThat(parameters.encoded()).contains("ssh-ed25519%2520AAAA%252B");
        assertThat(new QemuConfig(parameters.asMap()).sshKeys()).contains("ssh-ed25519 AAAA+/= me@host\nssh-rsa BBBB");
    }

    @Test
    void showsNoValuesOfParameters() {
        assertThat(Parameters.of("cipassword", Secret.of("hunter2")).toString())
                .contains("cipassword")
                .doesNotContain("hunter2");
        assertThat(new Credentials.Password("root@pam", Secret.of("hunter2")).toString())
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void refusesSegmentsThatWouldLeadToAnotherResource(String node) {
        assertThatIllegalArgumentException().isThrownBy(() -> Route.of("nodes", node, "qemu"));
    }

    @Test
    void keepsASegmentInOnePiece() {
        assertThat(Route.of("nodes", "pve1/../pve2", "a?b=c").path()).isEqualTo("/nodes/pve1%2F..%2Fpve2/a%3Fb%3Dc");
    }

    @Test
    void readsAConfiguration() {
        var config = new QemuConfig(Map.of(
                "name", "web-01",
                "digest", "d1",
                "memory", "4096",
                "tags", "moru;web",
                "protection", "1",
                "scsi0", "local-lvm:vm-100-disk-0,size=8G",
                "ide2", "local-lvm:vm-100-cloudinit,media=cdrom",
                "ide0", "none,media=cdrom",
                "net0", "virtio=BC:24:11:00:00:01,bridge=vmbr0"));

        assertThat(config.disks()).containsOnlyKeys("scsi0");
        assertThat(config.cloudInitDrive()).contains("ide2");
        assertThat(config.networkCards()).containsOnlyKeys("net0");
        assertThat(config.number("memory")).contains(4096);
        assertThat(config.tags()).containsExactly("moru", "web");
        assertThat(config.isProtected()).isTrue();
        assertThat(config.isTemplate()).isFalse();
        assertThat(config.lock()).isEmpty();
    }

    @Test
    void knowsRightsThatPropagateAndThoseThatDoNot() {
        var permissions = new Permissions(Map.of(
                "/", Map.of("Sys.Audit", true, "Pool.Audit", false),
                "/vms", Map.of("VM.Audit", true, "VM.Clone", true),
                "/vms/100", Map.of("VM.Audit", true)));

        assertThat(permissions.has("/nodes/pve1", "Sys.Audit")).isTrue();
        assertThat(permissions.has("/nodes/pve1", "Pool.Audit")).isFalse();
        assertThat(permissions.has("/vms/101", "VM.Clone")).isTrue();
        assertThat(permissions.has("/vms/100", "VM.Clone")).isFalse();
        assertThat(permissions.missing("/vms/100", Set.of("VM.Audit", "VM.Clone")))
                .containsExactly("VM.Clone");
    }

    @Test
    void splitsAFullTokenId() {
        var token = Credentials.ApiToken.of("moru@pve!spine", Secret.of("s"));

        assertThat(token.user()).isEqualTo("moru@pve");
        assertThat(token.tokenId()).isEqualTo("spine");
        assertThatIllegalArgumentException().isThrownBy(() -> Credentials.ApiToken.of("moru@pve", Secret.of("s")));
        assertThatIllegalArgumentException().isThrownBy(() -> Credentials.ApiToken.of("moru!spine", Secret.of("s")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credentials.ApiToken.of("moru@pve!spine", Secret.of("s\r\nHost: x")));
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(" "));
    }

    @ParameterizedTest
    @CsvSource({"3G, 3", "3584M, 3", "1T, 1024", "4194304K, 4", "5368709120, 5", "2.5G, 2", "'', 0", "large, 0"})
    void readsSizesInWholeGiB(String size, int gib) {
        var config = new QemuConfig(Map.of("scsi0", "local-lvm:vm-100-disk-0,size=" + size));

        assertThat(config.diskGiB("scsi0")).isEqualTo(gib);
        assertThat(config.diskStorage("scsi0")).contains("local-lvm");
        assertThat(config.diskGiB("scsi1")).isZero();
    }

    @Test
    void findsTheDiskThatIsBootedFrom() {
        var disks =
                Map.of("scsi0", "a:vm-1-disk-0", "virtio1", "a:vm-1-disk-1", "ide2", "a:vm-1-cloudinit,media=cdrom");

        assertThat(withBoot(disks, "boot", "order=ide2;virtio1;scsi0").bootDisk())
                .contains("virtio1");
        assertThat(withBoot(disks, "bootdisk", "scsi0").bootDisk()).contains("scsi0");
        assertThat(new QemuConfig(disks).bootDisk()).contains("scsi0");
        assertThat(new QemuConfig(Map.of()).bootDisk()).isEmpty();
    }

    private static QemuConfig withBoot(Map<String, String> disks, String key, String value) {
        var values = new HashMap<>(disks);
        values.put(key, value);
        return new QemuConfig(values);
    }

    @Test
    void readsTheSizeOfTheMachineInEverySpelling() {
        assertThat(new QemuConfig(Map.of("memory", "current=2048")).memoryMiB()).contains(2048);
        assertThat(new QemuConfig(Map.of("memory", "4096")).memoryMiB()).contains(4096);
        assertThat(new QemuConfig(Map.of("cores", "4", "sockets", "2")).processors())
                .isEqualTo(8);
        assertThat(new QemuConfig(Map.of("agent", "1,fstrim_cloned_disks=1")).hasAgent())
                .isTrue();
        assertThat(new QemuConfig(Map.of("agent", "enabled=0")).hasAgent()).isFalse();
    }
}
