package dev.moru.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.server.DiskSpec;
import dev.moru.contracts.server.NetworkAttachment;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.site.AddressPool;
import dev.moru.contracts.site.AddressRange;
import dev.moru.contracts.site.Condition;
import dev.moru.contracts.site.ImageSource;
import dev.moru.contracts.site.ImageSpec;
import dev.moru.contracts.site.Lanes;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.contracts.site.PresetSpec;
import dev.moru.contracts.site.SiteSpec;
import dev.moru.contracts.site.StorageClassSpec;
import dev.moru.contracts.site.VmIdRange;
import dev.moru.gateway.configuration.Catalog;
import dev.moru.gateway.configuration.Resource;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.configuration.ResourceStatus;
import dev.moru.gateway.problem.FieldError;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.role.RoleCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SpecCompletionTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Resource> resources = new ArrayList<>(List.of(
            resource(ResourceKind.SITE, "", "lab", site()),
            resource(ResourceKind.IMAGE, "lab", "debian-12", image(false)),
            resource(ResourceKind.NETWORK, "lab", "default", network()),
            resource(
                    ResourceKind.STORAGE_CLASS,
                    "lab",
                    "default",
                    new StorageClassSpec(Map.of("*", "local"), false, true, "")),
            resource(ResourceKind.PRESET, "", "small", new PresetSpec(1, 1024, 8, ""))));

    @Test
    void fillsInWhatWasLeftOut() {
        var spec = completed("""
                {"name": "web-01", "image": "debian-12"}""");

        assertThat(spec.site()).isEqualTo("lab");
        assertThat(spec.preset()).isEqualTo("small");
        assertThat(spec.memoryMiB()).isEqualTo(1024);
        assertThat(spec.disks()).containsExactly(new DiskSpec("root", 8, "default"));
        assertThat(spec.networks()).containsExactly(new NetworkAttachment("default", "auto", "none"));
        assertThat(spec.login().user()).isEqualTo("moru");
        assertThat(spec.readiness()).isEqualTo("ssh");
    }

    @Test
    void sizesTheRootDiskByAFirstDiskWithoutAName() {
        var spec = completed("""
                {"name": "web-01", "image": "debian-12", "disks": [{"sizeGiB": 20}, {"name": "data", "sizeGiB": 100}]}""");

        assertThat(spec.disks())
                .containsExactly(new DiskSpec("root", 20, "default"), new DiskSpec("data", 100, "default"));
    }

    @Test
    void namesEveryConfigurationThatItWasReadFrom() {
        var completion = complete("""
                {"name": "web-01", "image": "debian-12"}""");

        assertThat(((Completion.Complete) completion).requires())
                .extracting(ref -> ref.kind() + " " + ref.name())
                .containsExactlyInAnyOrder("SITE lab", "IMAGE debian-12", "NETWORK default", "STORAGE_CLASS default");
    }

    @Test
    void pointsAtWhatIsNotThere() {
        assertThat(problem("""
                {"name": "web-01", "image": "debian-99"}""").errors()).extracting(FieldError::pointer).containsExactly("/image");
        assertThat(problem("""
                {"name": "web-01", "image": "debian-12", "networks": [{"network": "dmz"}]}""")).returns(ProblemType.UNKNOWN_REFERENCE, Problem::type);
    }

    @Test
    void wantsASiteToBeNamedWhereThereAreSeveral() {
        resources.add(resource(ResourceKind.SITE, "", "other", site()));

        assertThat(problem("""
                {"name": "web-01", "image": "debian-12"}""").errors()).extracting(FieldError::pointer).contains("/site");
    }

    @Test
    void refusesADiskThatIsTooSmallForTheImage() {
        assertThat(problem("""
                {"name": "web-01", "image": "debian-12", "disks": [{"sizeGiB": 1}]}""").errors()).extracting(FieldError::pointer).containsExactly("/disks/0/sizeGiB");
    }

    @Test
    void refusesAPoolThatIsKnownToBeEmpty() {
        resources.removeIf(resource -> resource.key().kind() == ResourceKind.NETWORK);
        var empty = new Condition("AddressesAvailable", "false", "PoolExhausted", "", NOW);
        resources.add(
                resource(ResourceKind.NETWORK, "lab", "default", network(), new ResourceStatus(1, List.of(empty))));

        assertThat(problem("""
                {"name": "web-01", "image": "debian-12"}""").type()).isEqualTo(ProblemType.POOL_EMPTY);
    }

    @Test
    void refusesAnAddressOutsideOfItsNetwork() {
        assertThat(problem("""
                {"name": "web-01", "image": "debian-12", "networks": [{"ipv4": "192.168.7.7"}]}""").errors()).extracting(FieldError::pointer).containsExactly("/networks/0/ipv4");
    }

    @Test
    void seesOnlyThatItRunsWhereNoAddressIsKnown() {
        var spec = completed("""
                {"name": "web-01", "image": "debian-12", "networks": [{"ipv4": "dhcp"}]}""");

        assertThat(spec.readiness()).isEqualTo("running");
        assertThat(problem("""
                {"name": "web-01", "image": "debian-12", "networks": [{"ipv4": "dhcp"}], "readiness": "ssh"}""").errors()).extracting(FieldError::pointer).containsExactly("/readiness");
    }

    @Test
    void saysThatAFieldIsReserved() {
        var draft = draft("""
                {"name": "web-01", "image": "debian-12", "firewall": ["web"], "kind": "container"}""");

        assertThat(DraftCheck.of(draft)).hasValueSatisfying(problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.RESERVED);
            assertThat(problem.errors()).extracting(FieldError::pointer).contains("/firewall", "/kind");
        });
    }

    private ServerSpec completed(String draft) {
        return ((Completion.Complete) complete(draft)).spec();
    }

    private Problem problem(String draft) {
        return ((Completion.Incomplete) complete(draft)).problem();
    }

    private Completion complete(String text) {
        var draft = draft(text);
        assertThat(DraftCheck.of(draft)).isEmpty();
        return SpecCompletion.of("default", draft, new Catalog(resources), RoleCatalogue.NOT_SEEN, Set.of());
    }

    private static ServerDraft draft(String text) {
        return JSON.readValue(text, ServerDraft.class);
    }

    private static Resource resource(ResourceKind kind, String scope, String name, Object spec) {
        return resource(kind, scope, name, spec, ResourceStatus.UNKNOWN);
    }

    private static Resource resource(ResourceKind kind, String scope, String name, Object spec, ResourceStatus status) {
        return new Resource(UUID.randomUUID(), new ResourceName(kind, scope, name), 1, spec, status, false, NOW, NOW);
    }

    private static SiteSpec site() {
        return new SiteSpec(
                List.of(), null, "noop", null, null, new VmIdRange(2000, 2999), Map.of(), Lanes.DEFAULT, true, "");
    }

    private static ImageSpec image(boolean agent) {
        return new ImageSpec(
                List.of(new ImageSource("lab1", 9000, "local")), "linux", true, agent, "moru", "ssh", "ssh", 3, "");
    }

    private static NetworkSpec network() {
        var pool = new AddressPool(
                "10.10.0.0/24", List.of(new AddressRange("10.10.0.10", "10.10.0.20")), "10.10.0.1", List.of());
        return new NetworkSpec("vmbr0", null, null, pool, null, null, "");
    }
}
