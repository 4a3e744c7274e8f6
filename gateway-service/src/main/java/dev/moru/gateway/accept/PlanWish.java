package dev.moru.gateway.accept;

import dev.moru.contracts.operation.OperationTarget;
import dev.moru.contracts.server.PlanServer;
import dev.moru.gateway.configuration.Lookup;
import dev.moru.gateway.server.Completion;
import dev.moru.gateway.server.ServerDraft;
import dev.moru.gateway.server.ServerRef;
import dev.moru.gateway.server.SpecCompletion;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Somebody wants to know what a creation would do. */
public record PlanWish(String project, ServerDraft draft) implements Wish {

    @Override
    public List<ServerRef> servers() {
        return List.of(new ServerRef(project, Objects.requireNonNull(draft.name())));
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
        var name = Objects.requireNonNull(draft.name());
        return Refusals.ofProject(project, estate)
                .or(() -> Refusals.ofName(project, name, estate))
                .orElseGet(() -> Ruling.of(
                        SpecCompletion.of(project, draft, estate.catalog(), estate.roles(), estate.participants()),
                        complete -> plan(complete, submission, estate)));
    }

    private Ruling plan(Completion.Complete complete, Submission submission, Estate estate) {
        return Acceptance.of(submission, OperationKind.SERVER_PLAN, estate)
                .other(
                        new OperationTarget("plan", submission.operation(), draft.name()),
                        project,
                        complete.spec().site(),
                        submission.operation(),
                        new PlanServer(complete.spec(), complete.requires()));
    }
}
