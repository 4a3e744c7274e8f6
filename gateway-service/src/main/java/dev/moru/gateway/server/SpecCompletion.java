package dev.moru.gateway.server;

import dev.moru.contracts.server.DiskSpec;
import dev.moru.contracts.server.Login;
import dev.moru.contracts.server.NetworkAttachment;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.Placement;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.contracts.site.ImageSpec;
import dev.moru.contracts.site.PresetSpec;
import dev.moru.contracts.turn.Participant;
import dev.moru.gateway.configuration.Catalog;
import dev.moru.gateway.configuration.Lookup;
import dev.moru.gateway.configuration.Resource;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.role.RoleCatalogue;
import dev.moru.gateway.role.RoleChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns a draft into a spec: the site (when there is one), a preset and the image's defaults fill what was left out. One
 * completion completes one draft.
 */
public final class SpecCompletion {

    public static final Duration DEADLINE = Duration.ofMinutes(30);

    private final String project;
    private final Set<Participant> participants;
    private final ServerDraft draft;
    private final Catalog catalog;
    private final ServerRoles roles;
    private final Complaints complaints = new Complaints();
    private final Map<UUID, ConfigurationRef> requires = new LinkedHashMap<>();

    private SpecCompletion(
            String project, ServerDraft draft, Catalog catalog, RoleCatalogue roles, Set<Participant> participants) {
        this.project = project;
        this.participants = participants;
        this.draft = draft;
        this.catalog = catalog;
        this.roles = new ServerRoles(roles, participants, complaints);
    }

    /** What has to be in the catalog. */
    public static Set<Lookup> needs(String project, ServerDraft draft) {
        return DraftNeeds.of(project, draft);
    }

    /** @param draft one that {@link DraftCheck} has nothing against */
    public static Completion of(
            String project, ServerDraft draft, Catalog catalog, RoleCatalogue roles, Set<Participant> participants) {
        return new SpecCompletion(project, draft, catalog, roles, participants).complete();
    }

    private Completion complete() {
        var configuredAs = roles.changed(RoleChoice.NONE, draft.roles(), draft.roleVariables());
        new PolicyChoice(project, catalog, participants).check(draft.backupPolicy(), complaints);
        var site = site();
        var image = site == null ? null : named(ResourceKind.IMAGE, site.name(), draft.image(), "/image");
        var size = size();
        if (site == null || image == null || size == null) {
            return incomplete();
        }
        var imageSpec = image.spec(ImageSpec.class);
        var disks = new DiskPlan(complaints).disks(DraftNeeds.orEmpty(draft.disks()), rootSize(size, imageSpec));
        disks.forEach(disk -> named(ResourceKind.STORAGE_CLASS, site.name(), disk.storageClass(), "/disks"));
        complaints.require(
                disks.get(0).sizeGiB() >= imageSpec.minDiskGiB(),
                "/disks/0/sizeGiB",
                "image " + image.name() + " needs " + imageSpec.minDiskGiB() + " GiB");
        var networks = networks(site.name());
        var readiness = new Readiness(complaints).of(draft.readiness(), imageSpec, networks);
        return complaints.isEmpty()
                ? new Completion.Complete(
                        spec(site, imageSpec, size, disks, networks, readiness, configuredAs),
                        List.copyOf(requires.values()))
                : incomplete();
    }

    private Completion incomplete() {
        Optional<Problem> problem = complaints.problem();
        return new Completion.Incomplete(problem.orElseThrow());
    }

    private ServerSpec spec(
            Resource site,
            ImageSpec image,
            Size size,
            List<DiskSpec> disks,
            List<NetworkAttachment> networks,
            String readiness,
            RoleChoice configuredAs) {
        return new ServerSpec(
                Objects.requireNonNull(draft.name()),
                "vm",
                site.name(),
                Objects.requireNonNull(draft.image()),
                size.preset(),
                size.cores(),
                size.memoryMiB(),
                disks,
                networks,
                draft.placement() == null ? Placement.ANYWHERE : draft.placement(),
                login(image),
                readiness,
                DraftNeeds.orEmpty(draft.tags()),
                draft.description() == null ? "" : draft.description(),
                Boolean.TRUE.equals(draft.deletionProtected()),
                draft.onFailure() == null ? OnFailure.ROLLBACK : draft.onFailure(),
                draft.deadline() == null ? DEADLINE : draft.deadline(),
                configuredAs.roles(),
                configuredAs.variables(),
                draft.backupPolicy(),
                draft.onConfigureFailure() == null ? OnFailure.KEEP : draft.onConfigureFailure());
    }

    private @Nullable Resource site() {
        if (draft.site() != null) {
            return named(ResourceKind.SITE, ResourceName.INSTALLATION, draft.site(), "/site");
        }
        var sites = catalog.all(ResourceKind.SITE).stream()
                .filter(site -> !site.deleting())
                .toList();
        if (sites.size() == 1) {
            return needed(sites.get(0));
        }
        complaints.invalid("/site", sites.isEmpty() ? "there is no site yet" : "there are several sites: name one");
        return null;
    }

    private @Nullable Resource named(ResourceKind kind, String scope, @Nullable String name, String pointer) {
        var found = catalog.find(kind, scope, Objects.requireNonNullElse(name, ""));
        if (found.isEmpty()) {
            complaints.unknown(pointer, "there is no " + kind.word() + " " + name);
            return null;
        }
        if (found.get().deleting()) {
            complaints.unknown(pointer, kind.word() + " " + name + " is being deleted");
            return null;
        }
        return needed(found.get());
    }

    private Resource needed(Resource resource) {
        requires.put(resource.id(), resource.ref());
        return resource;
    }

    private record Size(@Nullable String preset, int cores, int memoryMiB, int rootDiskGiB) {}

    private @Nullable Size size() {
        var preset = DraftNeeds.presets(draft).stream()
                .flatMap(name -> catalog.find(ResourceKind.PRESET, ResourceName.INSTALLATION, name).stream())
                .findFirst();
        if (preset.isEmpty() && draft.preset() != null) {
            complaints.unknown("/preset", "there is no preset " + draft.preset());
            return null;
        }
        var spec = preset.map(found -> found.spec(PresetSpec.class));
        var cores = Optional.ofNullable(draft.cores()).or(() -> spec.map(PresetSpec::cores));
        var memory = Optional.ofNullable(draft.memoryMiB()).or(() -> spec.map(PresetSpec::memoryMiB));
        if (cores.isEmpty() || memory.isEmpty()) {
            complaints.invalid("/preset", "name a preset, or give cores and memoryMiB");
            return null;
        }
        return new Size(
                preset.map(Resource::name).orElse(null),
                cores.get(),
                memory.get(),
                spec.map(PresetSpec::rootDiskGiB).orElse(0));
    }

    private static int rootSize(Size size, ImageSpec image) {
        return Math.max(1, Math.max(size.rootDiskGiB(), image.minDiskGiB()));
    }

    private List<NetworkAttachment> networks(String site) {
        var wanted = draft.networks() == null
                ? List.of(new ServerDraft.NetworkDraft(DraftNeeds.DEFAULT, null, null))
                : draft.networks();
        var addressing = new Addressing(complaints);
        var attachments = new ArrayList<NetworkAttachment>();
        for (int i = 0; i < wanted.size(); i++) {
            var card = wanted.get(i);
            var pointer = "/networks/" + i;
            var name = Objects.requireNonNullElse(card.network(), DraftNeeds.DEFAULT);
            var network = named(ResourceKind.NETWORK, site, name, pointer + "/network");
            if (network != null) {
                attachments.add(new NetworkAttachment(
                        name,
                        addressing.ipv4(pointer + "/ipv4", card.ipv4(), network),
                        addressing.ipv6(pointer + "/ipv6", card.ipv6(), network)));
            }
        }
        return attachments;
    }

    private Login login(ImageSpec image) {
        var login = draft.login();
        var user = login == null || login.user() == null ? image.loginUser() : login.user();
        return new Login(user, login == null ? List.of() : DraftNeeds.orEmpty(login.sshKeys()));
    }
}
