package dev.moru.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moru.lab.Lab;
import dev.moru.lab.LabOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a simulated cluster, set up and used as a site is. */
class LabTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int TEMPLATE = 9000;
    private static final String NODE = "lab1";
    private static final String USER = "moru@pve";
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIbRmPQXtCQEqQmfgQGAVjvA4GBnAdUk1EMf4l9cXNsE me@host";
    private static final Set<String> PRIVILEGES = Set.of(
            "VM.Allocate",
            "VM.Audit",
            "VM.Clone",
            "VM.Config.CPU",
            "VM.Config.Cloudinit",
            "VM.Config.Disk",
            "VM.Config.Memory",
            "VM.Config.Network",
            "VM.Config.Options",
            "VM.GuestAgent.Audit",
            "VM.PowerMgmt",
            "Datastore.AllocateSpace",
            "Datastore.Audit",
            "Pool.Audit",
            "SDN.Use",
            "Sys.Audit");

    @TempDir
    static Path directory;

    private static Lab lab;
    private static TlsTrust trust;
    private static ProxmoxClient root;
    private static ProxmoxClient client;

    @BeforeAll
    static void setUpASite() throws IOException {
        lab = Lab.start(LabOptions.in(directory)
                .withCloneDuration(Duration.ofMillis(200))
                .withBroadcastInterval(Duration.ofMillis(50)));
        trust = TlsTrust.authority(Files.readString(lab.caPem()));
        root = TestClients.of(new Credentials.Password("root@pam", Secret.of(LabOptions.DEFAULT_PASSWORD)), endpoint());
        var access = root.access();
        access.createRole("Moru", PRIVILEGES);
        access.createUser(USER, "the control plane");
        var token = access.createToken(USER, "spine", true);
        access.grantToUser("/", "Moru", USER);
        access.grantToToken("/", "Moru", USER + "!spine");
        client = TestClients.of(token, endpoint());
    }

    @AfterAll
    static void close() {
        client.close();
        root.close();
        lab.close();
    }

    @Test
    void makesAGuestFromATemplateAndRemovesIt() throws InterruptedException {
        var guest = client.node(NODE).qemu(2004);

        clones(guest);
        configures(guest);
        grows(guest);
        succeeds(guest.start());
        assertThat(guest.status().isRunning()).isTrue();
        succeeds(guest.stop());
        assertThat(guest.status().isRunning()).isFalse();
        succeeds(guest.delete());
        assertThat(guest.find()).isEmpty();
    }

    private static void clones(Qemu guest) throws InterruptedException {
        var lines = new ArrayList<TaskLine>();
        var task = client.node(NODE)
                .qemu(TEMPLATE)
                .clone(Clone.full(guest.vmid())
                        .name("web-01")
                        .description("marked")
                        .storage("local-lvm"));

        assertThat(task.vmid()).hasValue(TEMPLATE);
        assertThat(client.task(task).await(PATIENCE, 0, lines::add)).isEqualTo(new TaskOutcome.Ok());
        assertThat(lines).anyMatch(line -> line.progress().isPresent());
        assertThat(guest.config().name()).contains("web-01");
        assertThat(guest.config().description()).startsWith("marked");
        assertThat(guest.config().lock()).isEmpty();
    }

    private static void configures(Qemu guest) {
        var changes = Parameters.of("cores", 2)
                .with("memory", 2048)
                .with("ciuser", "moru")
                .with("ipconfig0", PropertyString.parse("ip=10.10.0.14/24,gw=10.10.0.1"))
                .withSshKeys(List.of(KEY));

        guest.configure(changes, guest.config().digest());

        assertThat(guest.config().number("cores")).contains(2);
        assertThat(guest.config().sshKeys()).contains(KEY);
        assertThat(guest.config().properties("ipconfig0").orElseThrow().get("gw"))
                .contains("10.10.0.1");
    }

    private static void grows(Qemu guest) throws InterruptedException {
        var disk = guest.config().disks().keySet().iterator().next();

        succeeds(guest.resize(disk, 20, guest.config().digest()).orElseThrow());

        assertThat(guest.config().disks().get(disk).get("size")).contains("20G");
    }

    @Test
    void readsWhatTheClusterConsistsOf() {
        assertThat(client.version().major()).isEqualTo(9);
        assertThat(client.cluster().status().quorate()).isTrue();
        assertThat(client.nodes()).extracting(NodeSummary::node).containsExactlyInAnyOrder("lab1", "lab2", "lab3");
        assertThat(client.cluster().nodes()).allMatch(NodeResource::isOnline);
        assertThat(client.cluster().guests()).extracting(GuestResource::vmid).contains(101, 110, TEMPLATE);
        assertThat(client.cluster().storages())
                .extracting(StorageResource::storage)
                .contains("local-lvm");
        assertThat(client.node(NODE).guests()).extracting(GuestSummary::vmid).contains(101, TEMPLATE);
        assertThat(client.node(NODE).bridges())
                .extracting(NetworkInterface::name)
                .contains("vmbr0");
        assertThat(client.node(NODE).status().memory()).isNotNull();
        assertThat(client.node(NODE).storage("local-lvm").status().contents()).contains("images");
        assertThat(client.node(NODE).storage("local-lvm").contentOf(101)).isNotEmpty();
        assertThat(client.node(NODE).qemu(TEMPLATE).config().isTemplate()).isTrue();
    }

    @Test
    void knowsTheRightsOfTheToken() {
        var permissions = client.access().permissions();

        assertThat(permissions.missing("/vms/2004", PRIVILEGES)).isEmpty();
        assertThat(permissions.has("/", "Permissions.Modify")).isFalse();
    }

    @Test
    void isToldWhichRightIsMissing() {
        var failure = catchThrowableOfType(
                ProxmoxException.Forbidden.class, () -> client.access().grantToUser("/", "Administrator", USER));

        assertThat(failure.privilege()).contains("Permissions.Modify");
    }

    @Test
    void isRefusedWithAWrongSecret() {
        var forged = Credentials.ApiToken.of(
                USER + "!spine", Secret.of(UUID.randomUUID().toString()));
        try (var stranger = TestClients.of(forged, endpoint())) {
            assertThat(catchThrowableOfType(ProxmoxException.Unauthenticated.class, stranger::nodes))
                    .isNotNull();
        }
    }

    @Test
    void findsOutWhichIdsAreTaken() {
        assertThat(client.cluster().isFree(101)).isFalse();
        assertThat(client.cluster().isFree(110)).isFalse();
        assertThat(client.cluster().isFree(client.cluster().nextId())).isTrue();
    }

    @Test
    void isNotAllowedToOverwriteANewerConfiguration() {
        var guest = root.node("lab3").qemu(103);
        var old = guest.config().digest();
        guest.configure(Parameters.of("description", "changed meanwhile"), old);

        var failure = catchThrowableOfType(
                ProxmoxException.Modified.class, () -> guest.configure(Parameters.of("cores", 1), old));

        assertThat(failure.retryClass()).isEqualTo(RetryClass.DIGEST);
    }

    @Test
    void learnsFromATaskThatAGuestRunsAlready() throws InterruptedException {
        var outcome = root.task(root.node(NODE).qemu(101).start()).await(PATIENCE);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TaskOutcome.Failed.class,
                        failed -> assertThat(failed.retryClass()).isEqualTo(RetryClass.NEVER));
    }

    @Test
    void failsOverFromAnEndpointThatIsAway() {
        var gone = ScriptedServer.answering(Reply.data("null"));
        gone.close();
        try (var other = TestClients.of(
                new Credentials.Password("root@pam", Secret.of(LabOptions.DEFAULT_PASSWORD)),
                gone.endpoint(),
                endpoint())) {
            assertThat(other.version().major()).isEqualTo(9);
            assertThat(other.checkEndpoints())
                    .extracting(EndpointCheck::isUsable)
                    .containsExactly(false, true);
        }
    }

    private static void succeeds(Upid task) throws InterruptedException {
        assertThat(client.task(task).await(PATIENCE)).isEqualTo(new TaskOutcome.Ok());
    }

    private static Endpoint endpoint() {
        return new Endpoint(lab.uri(), trust);
    }
}
