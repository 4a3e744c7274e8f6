package dev.moru.gateway.accept;

import dev.moru.contracts.operation.OperationTarget;
import dev.moru.contracts.site.CheckSite;
import dev.moru.gateway.configuration.Lookup;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.problem.ProblemType;
import java.util.List;
import java.util.Set;

/** Somebody wants to know what a site lacks. */
public record CheckWish(String site) implements Wish {

    @Override
    public Set<Lookup> configuration() {
        return Set.of(new Lookup(ResourceKind.SITE, site));
    }

    @Override
    public Ruling rule(Submission submission, Estate estate) {
        return estate.catalog()
                .find(ResourceName.site(site))
                .<Ruling>map(found -> Acceptance.of(submission, OperationKind.SITE_CHECK, estate)
                        .other(
                                new OperationTarget("site", found.id(), site),
                                null,
                                site,
                                found.id(),
                                new CheckSite(site, List.of(found.ref()))))
                .orElseGet(() -> Ruling.refused(ProblemType.NOT_FOUND, "there is no site " + site));
    }
}
