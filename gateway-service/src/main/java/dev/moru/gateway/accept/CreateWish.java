package dev.moru.gateway.accept;

import dev.moru.contracts.server.ProvisionServer;
import dev.moru.gateway.configuration.Lookup;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.server.Completion;
import dev.moru.gateway.server.Head;
import dev.moru.gateway.server.ServerDraft;
import dev.moru.gateway.server.ServerRef;
import dev.moru.gateway.server.SpecCompletion;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A new server.
 *
 * @param server the id that it will have
 */
public record CreateWish(UUID server, String project, ServerDraft draft) implements Wish {

    @Override
    public List<ServerRef> servers() {
        return List.of(new ServerRef(project, name()));
    }

    @Override
    public Set<Lookup> configuration() {
        return SpecCompletion.needs(project, draft);
    }

    @Override
    public boolean asksForRoles() {
        return draft.asksForRoles();
    }

    @Override
    public Ruling rule(Submission submission, Estate estate) {
        var refusal = Refusals.ofProject(project, estate).or(() -> Refusals.ofName(project, name(), estate));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return Ruling.of(
                SpecCompletion.of(project, draft, estate.catalog(), estate.roles(), estate.participants()),
                complete -> create(complete, submission, estate));
    }

    private Ruling create(Completion.Complete complete, Submission submission, Estate estate) {
        var spec = complete.spec();
        return Acceptance.of(submission, OperationKind.SERVER_CREATE, estate)
                .newServer(
                        Head.created(server, project, spec, estate.now()),
                        new ProvisionServer(spec, complete.requires(), null, null),
                        spec.deadline());
    }

    private String name() {
        return Objects.requireNonNull(draft.name(), ProblemType.INVALID.title());
    }
}
