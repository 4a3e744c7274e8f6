package dev.moru.gateway.accept;

import dev.moru.contracts.server.ApplyMode;
import dev.moru.contracts.server.UpdateServer;
import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.gateway.configuration.Lookup;
import dev.moru.gateway.configuration.Resource;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.server.Head;
import dev.moru.gateway.server.IfMatch;
import dev.moru.gateway.server.PolicyChoice;
import dev.moru.gateway.server.ServerDraft;
import dev.moru.gateway.server.ServerPatch;
import dev.moru.gateway.server.ServerRef;
import dev.moru.gateway.server.SpecChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A server is to be changed. */
public record UpdateWish(ServerRef server, ServerPatch patch, IfMatch ifMatch) implements Wish {

    @Override
    public List<ServerRef> servers() {
        return List.of(server);
    }

    @Override
    public Set<Lookup> configuration() {
        var needs = new LinkedHashSet<Lookup>();
        disks().forEach(disk -> needs.add(new Lookup(ResourceKind.STORAGE_CLASS, storageClass(disk))));
        if (patch.backupPolicy() != null) {
            needs.add(new Lookup(ResourceKind.BACKUP_POLICY, patch.backupPolicy()));
        }
        return needs;
    }

    @Override
    public boolean asksForRoles() {
        return patch.asksForRoles();
    }

    @Override
    public Ruling rule(Submission submission, Estate estate) {
        var found = estate.find(server);
        if (found.isEmpty()) {
            return Refusals.noServer(server);
        }
        var head = found.get();
        return Refusals.ofCommand(head)
                .or(() -> Refusals.ofVersion(head, ifMatch))
                .orElseGet(() -> change(head, submission, estate));
    }

    private Ruling change(Head head, Submission submission, Estate estate) {
        var change = SpecChange.of(head.spec(), patch, estate.roles(), estate.participants());
        var complaints = new Complaints();
        var requires = requires(head, estate, complaints);
        new PolicyChoice(head.project(), estate.catalog(), estate.participants())
                .check(patch.backupPolicy(), complaints);
        var problem = complaints.problem().or(change::problem);
        if (problem.isPresent()) {
            return new Ruling.Refused(problem.get());
        }
        var isProtected = Objects.requireNonNullElse(patch.deletionProtected(), head.deletionProtected());
        var apply = Objects.requireNonNullElse(patch.apply(), ApplyMode.LIVE);
        // Configuring takes as long with a change as without.
        var kind = patch.asksForRoles() ? OperationKind.SERVER_CONFIGURE : OperationKind.SERVER_UPDATE;
        return Acceptance.of(submission, OperationKind.SERVER_UPDATE, estate)
                .server(
                        head.withOpenOperation(estate.now()).withDesired(change.wanted(), isProtected),
                        new UpdateServer(change.change(), apply, requires, null, null),
                        kind.deadline(),
                        Ruling.HeadChange.UPDATE);
    }

    private List<ConfigurationRef> requires(Head head, Estate estate, Complaints complaints) {
        var refs = new ArrayList<ConfigurationRef>();
        for (int i = 0; i < disks().size(); i++) {
            var name = storageClass(disks().get(i));
            Optional<Resource> found = estate.catalog()
                    .find(ResourceKind.STORAGE_CLASS, head.site(), name)
                    .filter(resource -> !resource.deleting());
            if (found.isEmpty()) {
                complaints.unknown("/disks/" + i + "/storageClass", "there is no storage class " + name);
            }
            found.map(Resource::ref).filter(ref -> !refs.contains(ref)).ifPresent(refs::add);
        }
        return refs;
    }

    private List<ServerDraft.DiskDraft> disks() {
        return patch.disks() == null ? List.of() : patch.disks();
    }

    private static String storageClass(ServerDraft.DiskDraft disk) {
        return disk.storageClass() == null ? "default" : disk.storageClass();
    }
}
