package dev.moru.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Answers in the forms that the API reference describes: flags as numbers, numbers as strings, absent for unset. */
class RecordedAnswersTest {

    @Test
    void readsTheClustersResources() {
        var guests = read(
                "[{\"id\":\"qemu/100\",\"type\":\"qemu\",\"vmid\":100,\"node\":\"pve1\",\"status\":\"running\",\"name\":\"web\","
                        + "\"template\":0,\"uptime\":12,\"cpu\":0.25,\"maxcpu\":2,\"mem\":100,\"maxmem\":4294967296,"
                        + "\"maxdisk\":8589934592,\"tags\":\"a;b\",\"pressurecpusome\":0.1},"
                        + "{\"id\":\"lxc/101\",\"type\":\"lxc\",\"vmid\":101,\"node\":\"pve2\",\"status\":\"unknown\"}]",
                client -> client.cluster().guests());

        assertThat(guests.get(0).memoryBytes()).isEqualTo(4_294_967_296L);
        assertThat(guests.get(0).cpu()).isEqualTo(0.25);
        assertThat(guests.get(1).name()).isNull();
        assertThat(guests.get(1).template()).isFalse();
    }

    @Test
    void readsTheStatusOfAClusterAndOfANodeAlone() {
        var cluster = read(
                "[{\"type\":\"cluster\",\"id\":\"cluster\",\"name\":\"lab\",\"nodes\":2,\"version\":4,\"quorate\":0},"
                        + "{\"type\":\"node\",\"id\":\"node/a\",\"name\":\"a\",\"nodeid\":1,\"ip\":\"10.0.0.1\",\"local\":1,\"online\":1},"
                        + "{\"type\":\"node\",\"id\":\"node/b\",\"name\":\"b\",\"nodeid\":2,\"ip\":\"10.0.0.2\",\"local\":0,\"online\":0}]",
                client -> client.cluster().status());
        var alone = read(
                "[{\"type\":\"node\",\"id\":\"node/a\",\"name\":\"a\",\"nodeid\":0,\"ip\":\"10.0.0.1\",\"local\":1,\"online\":1}]",
                client -> client.cluster().status());

        assertThat(cluster.quorate()).isFalse();
        assertThat(cluster.members()).extracting(ClusterStatus.Member::online).containsExactly(true, false);
        assertThat(alone.quorate()).isTrue();
        assertThat(alone.name()).isNull();
    }

    @Test
    void readsTheNextIdFromAString() {
        int nextId = read("\"100\"", client -> client.cluster().nextId());

        assertThat(nextId).isEqualTo(100);
    }

    @Test
    void readsNumbersThatComeAsStrings() {
        var status = read(
                "{\"uptime\":\"77\",\"cpu\":0.02,\"loadavg\":[\"0.10\",\"0.20\",\"0.30\"],"
                        + "\"cpuinfo\":{\"model\":\"x\",\"cpus\":8,\"cores\":4,\"sockets\":1,\"mhz\":\"2400.000\"},"
                        + "\"memory\":{\"total\":100,\"used\":40,\"free\":60},\"pveversion\":\"pve-manager/9.1.1/abc\"}",
                client -> client.node("pve1").status());

        assertThat(status.uptimeSeconds()).isEqualTo(77);
        assertThat(status.memory().freeBytes()).isEqualTo(60);
        assertThat(status.rootFileSystem()).isNull();
    }

    @Test
    void readsStorages() {
        var storage = read(
                        "[{\"storage\":\"local\",\"type\":\"dir\",\"content\":\"iso,images, backup\",\"active\":1,\"enabled\":1,"
                                + "\"shared\":0,\"used\":1,\"avail\":2,\"total\":3,\"used_fraction\":0.33}]",
                        client -> client.node("pve1").storages())
                .get(0);

        assertThat(storage.contents()).containsExactlyInAnyOrder("iso", "images", "backup");
        assertThat(storage.active()).isTrue();
        assertThat(storage.shared()).isFalse();
        assertThat(storage.availableBytes()).isEqualTo(2);
    }

    @Test
    void readsTasksThatRunAndThatHaveEnded() {
        var tasks = read(
                "[{\"upid\":\"UPID:pve1:0003A1F2:01C9F3B2:69563F00:qmstart:100:a@pve!t:\",\"node\":\"pve1\",\"type\":\"qmstart\","
                        + "\"id\":\"100\",\"user\":\"a@pve\",\"tokenid\":\"t\",\"starttime\":1767259904,\"status\":\"RUNNING\"},"
                        + "{\"upid\":\"UPID:pve1:0003A1F3:01C9F3B2:69563F00:qmstop:100:a@pve:\",\"node\":\"pve1\",\"type\":\"qmstop\","
                        + "\"id\":\"100\",\"user\":\"a@pve\",\"starttime\":1767259904,\"endtime\":1767259905,\"status\":\"OK\"}]",
                client -> client.node("pve1").tasks(TaskFilter.all().of(100)));

        assertThat(tasks).extracting(TaskEntry::isRunning).containsExactly(true, false);
        assertThat(tasks.get(0).toUpid().user()).isEqualTo("a@pve!t");
    }

    @Test
    void readsAGuestsStatus() {
        var status = read(
                "{\"vmid\":100,\"name\":\"web\",\"status\":\"running\",\"qmpstatus\":\"paused\",\"cpus\":2,\"maxmem\":4096,"
                        + "\"agent\":1,\"ha\":{\"managed\":1},\"lock\":\"backup\"}",
                client -> client.node("pve1").qemu(100).status());

        assertThat(status.isRunning()).isTrue();
        assertThat(status.detailedStatus()).isEqualTo("paused");
        assertThat(status.isHaManaged()).isTrue();
        assertThat(status.agent()).isTrue();
        assertThat(status.lock()).isEqualTo("backup");
    }

    @Test
    void readsAConfigurationWhoseNumbersAreNumbersOrStrings() {
        var config = read(
                "{\"cores\":2,\"memory\":\"4096\",\"net0\":\"virtio=BC:24:11:00:00:01,bridge=vmbr0\",\"digest\":\"d\"}",
                client -> client.node("pve1").qemu(100).config());

        assertThat(config.number("cores")).contains(2);
        assertThat(config.number("memory")).contains(4096);
        assertThat(config.properties("net0").orElseThrow().get("bridge")).contains("vmbr0");
    }

    @Test
    void findsNothingWhereNoGuestIs() {
        var text = "Configuration file 'nodes/pve1/qemu-server/100.conf' does not exist";
        try (var server = ScriptedServer.answering(Reply.failure(500, text));
                var client = TestClients.of(server.endpoint())) {
            assertThat(client.node("pve1").qemu(100).find()).isEmpty();
        }
    }

    @Test
    void knowsATakenIdFromABadQuestion() {
        var answer = "{\"errors\":{\"vmid\":\"VM 100 already exists\"},\"data\":null}";
        try (var server = ScriptedServer.answering(Reply.json(400, "Parameter verification failed.", answer));
                var client = TestClients.of(server.endpoint())) {
            assertThat(client.cluster().isFree(100)).isFalse();
        }
    }

    @Test
    void readsAgentLinksWithoutAddresses() {
        var links = read(
                "{\"result\":[{\"name\":\"lo\",\"ip-addresses\":[{\"ip-address\":\"127.0.0.1\",\"ip-address-type\":\"ipv4\",\"prefix\":8}]},"
                        + "{\"name\":\"eth0\",\"hardware-address\":\"bc:24:11:00:00:01\",\"statistics\":{\"rx-bytes\":1}}]}",
                client -> client.node("pve1").qemu(100).agent().links());

        assertThat(links.get(0).addresses())
                .extracting(GuestAgent.Address::address)
                .containsExactly("127.0.0.1");
        assertThat(links.get(1).addresses()).isEmpty();
    }

    @Test
    void leavesOutTheSnapshotThatIsNone() {
        var snapshots = read(
                "[{\"name\":\"before\",\"snaptime\":1767259904,\"vmstate\":0,\"description\":\"x\"},"
                        + "{\"name\":\"current\",\"parent\":\"before\",\"digest\":\"d\",\"running\":1,\"description\":\"You are here!\"}]",
                client -> client.node("pve1").qemu(100).snapshots());

        assertThat(snapshots).extracting(Snapshot::name).containsExactly("before");
    }

    @Test
    void readsPendingChanges() {
        var pending = read(
                "[{\"key\":\"cores\",\"value\":2,\"pending\":4},{\"key\":\"vga\",\"value\":\"std\",\"delete\":1},"
                        + "{\"key\":\"name\",\"value\":\"web\"}]",
                client -> client.node("pve1").qemu(100).pending());

        assertThat(pending).extracting(PendingChange::isPending).containsExactly(true, true, false);
    }

    @Test
    void isDoneAtOnceWhereAnOlderReleaseStartsNoTask() {
        Optional<Upid> task =
                read("null", client -> client.node("pve1").qemu(100).resize("scsi0", 20, null));

        assertThat(task).isEmpty();
    }

    @Test
    void readsRightsByPath() {
        var permissions = read(
                "{\"/\":{\"Sys.Audit\":1},\"/vms/100\":{\"VM.Audit\":0}}",
                client -> client.access().permissions());

        assertThat(permissions.has("/nodes/x", "Sys.Audit")).isTrue();
        assertThat(permissions.has("/vms/100", "VM.Audit")).isTrue();
    }

    @Test
    void readsRolesAndANewTokensSecret() {
        var roles = read(
                "[{\"roleid\":\"PVEAuditor\",\"privs\":\"VM.Audit,Sys.Audit\",\"special\":1},{\"roleid\":\"NoAccess\",\"privs\":\"\"}]",
                client -> client.access().roles());
        var token = read(
                "{\"full-tokenid\":\"moru@pve!spine\",\"info\":{\"privsep\":\"1\"},\"value\":\"6f\"}",
                client -> client.access().createToken("moru@pve", "spine", true));

        assertThat(roles.get(0).privileges()).containsExactlyInAnyOrder("VM.Audit", "Sys.Audit");
        assertThat(roles.get(0).builtIn()).isTrue();
        assertThat(roles.get(1).privileges()).isEmpty();
        assertThat(token.secret().reveal()).isEqualTo("6f");
    }

    private static <T> T read(String data, Function<ProxmoxClient, T> call) {
        try (var server = ScriptedServer.answering(Reply.data(data));
                var client = TestClients.of(server.endpoint())) {
            return call.apply(client);
        }
    }
}
