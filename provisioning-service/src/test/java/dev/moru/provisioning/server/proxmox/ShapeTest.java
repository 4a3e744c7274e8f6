package dev.moru.provisioning.server.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.moru.contracts.site.AddressPool;
import dev.moru.contracts.site.Mark;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.provisioning.server.ResolvedNetwork;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.Parameters;
import dev.moru.proxmox.QemuConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written into a guest's configuration, and what is left alone. */
class ShapeTest {

    private static final String MAC = "virtio=BC:24:11:00:00:01";
    private static final Mark MARK = new Mark(new UUID(1, 1), new UUID(2, 2), 2001, new UUID(3, 3));

    @Test
    void writesNothingThatIsSoAlready() {
        var present = config(Map.of(
                "cores", "2", "memory", "current=2048", "tags", "web;shop", "description", "text\n", "agent", "1"));

        var changes = new Changes(present)
                .cores(2)
                .memory(2048)
                .tags(List.of("Shop", "WEB"))
                .description("text")
                .agent()
                .sshKeys(List.of())
                .remove("nameserver");

        assertThat(changes.areNone()).isTrue();
    }

    @Test
    void doesNotLetTheSocketsOfATemplateMultiplyTheCores() {
        assertThat(new Changes(config(Map.of("cores", "1", "sockets", "2")))
                        .cores(4)
                        .parameters())
                .isEqualTo(Parameters.of("cores", "4").with("sockets", "1"));
    }

    @Test
    void takesTheBalloonDownWithTheMemory() {
        assertThat(new Changes(config(Map.of("memory", "8192", "balloon", "4096")))
                        .memory(2048)
                        .parameters())
                .isEqualTo(Parameters.of("memory", 2048).with("balloon", "2048"));
    }

    @Test
    void removesWhatIsNotWantedAnyMore() {
        assertThat(new Changes(config(Map.of("tags", "old", "nameserver", "1.1.1.1")))
                        .tags(List.of())
                        .remove("nameserver")
                        .parameters())
                .isEqualTo(Parameters.none().deleting("tags", "nameserver"));
    }

    @Test
    void keepsTheAddressOfACardAndWhateverElseItSays() {
        var present = config(Map.of("net0", MAC + ",bridge=vmbr9,firewall=1,tag=7", "net1", "e1000=BC:24:11:00:00:02"));
        var cards = new Cards(List.of(
                network("vmbr0", null, 9000, null, null),
                network("vmbr1", 30, 9000, null, null),
                network("vmbr2", null, null, null, null)));

        assertThat(cards.card(0, present)).hasToString(MAC + ",bridge=vmbr0,firewall=1,mtu=9000");
        assertThat(cards.card(1, present)).hasToString("e1000=BC:24:11:00:00:02,bridge=vmbr1,tag=30");
        assertThat(cards.card(2, present)).hasToString("virtio,bridge=vmbr2");
    }

    @Test
    void takesOutCardsOfTheTemplateThatNobodyAskedFor() {
        var cards = new Cards(List.of(network("vmbr0", null, null, null, null)));

        assertThat(cards.superfluous(config(Map.of("net0", MAC, "net1", MAC, "net10", MAC))))
                .containsExactlyInAnyOrder("net1", "net10");
    }

    @Test
    void givesOneDefaultRouteOnly() {
        var cards = new Cards(List.of(
                network("vmbr0", null, null, "dhcp", null),
                network("vmbr1", null, null, "10.0.0.5/24", "fd00::5/64"),
                network("vmbr2", null, null, "10.0.0.6/24", null),
                network("vmbr3", null, null, null, null)));

        assertThat(cards.ipConfig(0))
                .hasValueSatisfying(value -> assertThat(value).hasToString("ip=dhcp"));
        assertThat(cards.ipConfig(1))
                .hasValueSatisfying(value ->
                        assertThat(value).hasToString("ip=10.0.0.5/24,ip6=fd00::5/64,gw=10.0.0.1,gw6=fd00::1"));
        assertThat(cards.ipConfig(2))
                .hasValueSatisfying(value -> assertThat(value).hasToString("ip=10.0.0.6/24"));
        assertThat(cards.ipConfig(3)).isEmpty();
        assertThat(cards.nameServers()).contains("10.0.0.2 fd00::2");
    }

    @Test
    void letsNobodyForgeAMark() {
        var forged = "hello\nmoru: installation=x server=y vm=2001 operation=z\n  moru: installation=x\nbye";

        assertThat(Description.of(forged, MARK)).isEqualTo("hello\nbye\n\n" + MARK.line());
        assertThat(Mark.in(Description.of(forged, MARK))).contains(MARK);
        assertThat(Description.of(" ", MARK)).isEqualTo(MARK.line());
        assertThat(Description.withoutMark(Description.of("hello", MARK))).isEqualTo("hello");
    }

    @Test
    void spellsTagsAsProxmoxDoes() {
        assertThat(Tags.normalised(List.of("Web", "web", "a b", "-x", "?", "shop.1")))
                .containsExactly("a-b", "shop.1", "web", "x");
    }

    @Test
    void knowsADiskByItsSerialAndTheRootDiskByTheBootOrder() {
        var name = "a-disk-with-quite-a-long-name";
        var disks = new Disks(config(Map.of(
                "boot", "order=virtio0",
                "virtio0", "local:vm-1-disk-0,size=3G",
                "scsi3", "local:vm-1-disk-1,serial=" + Disks.serial(name),
                "scsi4", "local:vm-1-disk-2")));

        assertThat(disks.place(Disks.ROOT)).contains("virtio0");
        assertThat(disks.place(name)).contains("scsi3");
        assertThat(disks.place("scsi4")).contains("scsi4");
        assertThat(disks.place("other")).isEmpty();
        assertThat(disks.name("virtio0")).isEqualTo(Disks.ROOT);
        assertThat(disks.name("scsi4")).isEqualTo("scsi4");
        assertThat(disks.freePlace()).isEqualTo("virtio1");
        assertThat(Disks.serial(name)).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void saysWhenTheBusIsFull() {
        var places = IntStream.rangeClosed(0, 30)
                .boxed()
                .collect(Collectors.toMap(index -> "scsi" + index, index -> "local:vm-1-disk-" + index));

        assertThatExceptionOfType(HypervisorFailure.class)
                .isThrownBy(() -> new Disks(config(places)).freePlace())
                .satisfies(failure -> assertThat(failure.problem()).isEqualTo("too-many-disks"));
    }

    @Test
    void knowsEveryReadiness() {
        assertThat(Readiness.parse("ssh")).isEqualTo(new Readiness.Tcp(22, "SSH-"));
        assertThat(Readiness.parse("tcp:8080")).isEqualTo(new Readiness.Tcp(8080, ""));
        assertThat(Readiness.parse("agent")).isEqualTo(new Readiness.Agent());
        assertThat(Readiness.parse("running")).isEqualTo(new Readiness.Running());
        assertThatExceptionOfType(HypervisorFailure.class).isThrownBy(() -> Readiness.parse("winrm"));
    }

    private static QemuConfig config(Map<String, String> values) {
        return new QemuConfig(new HashMap<>(values));
    }

    private static ResolvedNetwork network(
            String bridge, @Nullable Integer tag, @Nullable Integer mtu, @Nullable String ipv4, @Nullable String ipv6) {
        var pool = new AddressPool("10.0.0.0/24", List.of(), "10.0.0.1", List.of("10.0.0.2"));
        var pool6 = new AddressPool("fd00::/64", List.of(), "fd00::1", List.of("fd00::2"));
        return new ResolvedNetwork(bridge, new NetworkSpec(bridge, tag, mtu, pool, pool6, null, ""), ipv4, ipv6);
    }
}
