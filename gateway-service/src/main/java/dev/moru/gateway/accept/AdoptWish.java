package dev.moru.gateway.accept;

import dev.moru.contracts.server.AdoptServer;
import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.gateway.configuration.Lookup;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.server.Head;
import dev.moru.gateway.server.ServerRef;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A virtual machine that somebody else has made is to become a server.
 *
 * @param server the id that it will have
 */
public record AdoptWish(UUID server, String project, String site, int vmId, String name) implements Wish {

    @Override
    public List<ServerRef> servers() {
        return List.of(new ServerRef(project, name));
    }

    @Override
    public Set<Lookup> configuration() {
        return Set.of(new Lookup(ResourceKind.PROJECT, project), new Lookup(ResourceKind.SITE, site));
    }

    @Override
    public Ruling rule(Submission submission, Estate estate) {
        return Refusals.ofProject(project, estate)
                .or(() -> Refusals.ofName(project, name, estate))
                .orElseGet(() -> adopt(submission, estate));
    }

    private Ruling adopt(Submission submission, Estate estate) {
        var found = estate.catalog().find(ResourceName.site(site)).filter(candidate -> !candidate.deleting());
        if (found.isEmpty()) {
            return Ruling.refused(ProblemType.UNKNOWN_REFERENCE, "/site", "there is no site " + site);
        }
        List<ConfigurationRef> requires = List.of(found.get().ref());
        return Acceptance.of(submission, OperationKind.SERVER_ADOPT, estate)
                .newServer(
                        Head.adopted(server, project, name, site, estate.now()),
                        new AdoptServer(name, site, vmId, requires, null, null),
                        OperationKind.SERVER_ADOPT.deadline());
    }
}
