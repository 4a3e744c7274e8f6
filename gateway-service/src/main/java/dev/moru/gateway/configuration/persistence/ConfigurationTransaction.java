package dev.moru.gateway.configuration.persistence;

import dev.moru.gateway.audit.AuditEntry;
import dev.moru.gateway.audit.persistence.AuditRows;
import dev.moru.gateway.configuration.Change;
import dev.moru.gateway.configuration.ConfigurationMessages;
import dev.moru.gateway.configuration.ConfigurationStore;
import dev.moru.gateway.configuration.Resource;
import dev.moru.gateway.configuration.ResourceDraft;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.database.ReactiveOutbox;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.request.Incoming;
import dev.moru.gateway.server.IfMatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Accepts one change of configuration in one transaction: the resource, its revision, its audit row and its command. */
@Component
class ConfigurationTransaction implements ConfigurationStore {

    private static final int TRIES = 3;

    private final TransactionalOperator transactions;
    private final ConfigurationRows rows;
    private final ConfigurationUses uses;
    private final ResourceLinks links;
    private final AuditRows audit;
    private final ReactiveOutbox outbox;

    ConfigurationTransaction(
            TransactionalOperator transactions,
            ConfigurationRows rows,
            ConfigurationUses uses,
            ResourceLinks links,
            AuditRows audit,
            ReactiveOutbox outbox) {
        this.transactions = transactions;
        this.rows = rows;
        this.uses = uses;
        this.links = links;
        this.audit = audit;
        this.outbox = outbox;
    }

    @Override
    public Mono<Resource> find(ResourceName name) {
        return rows.find(name).switchIfEmpty(notFound(name));
    }

    @Override
    public Mono<Resource> create(Change change, ResourceName name, ResourceDraft draft) {
        return accept(
                change, requireFree(name).then(parentOf(name)).flatMap(parent -> insert(change, name, draft, parent)));
    }

    private Mono<Resource> insert(Change change, ResourceName name, ResourceDraft draft, Optional<Resource> parent) {
        var id = Incoming.newId();
        return rows.now()
                .flatMap(now -> links.of(id, name, draft, Map.of(), change)
                        .map(linked -> Resource.created(id, name, draft.spec(linked), now))
                        .flatMap(resource -> rows.insert(resource).then(record(change, resource, parent))));
    }

    @Override
    public Mono<Resource> update(
            Change change, ResourceName name, IfMatch ifMatch, Function<Resource, ResourceDraft> draftOf) {
        return accept(
                change, locked(name, ifMatch).flatMap(present -> replace(change, present, draftOf.apply(present))));
    }

    private Mono<Resource> replace(Change change, Resource present, ResourceDraft draft) {
        return rows.now()
                .flatMap(now -> links.of(
                                present.id(),
                                present.key(),
                                draft,
                                ResourceLinks.referencesKept(present, draft),
                                change)
                        .map(linked -> present.changed(draft.spec(linked), now))
                        .flatMap(resource -> rows.update(resource)
                                .then(parentOf(present.key()))
                                .flatMap(parent -> record(change, resource, parent))));
    }

    @Override
    public Mono<Resource> remove(Change change, ResourceName name, IfMatch ifMatch) {
        return accept(
                change,
                locked(name, ifMatch)
                        .delayUntil(this::requireUnused)
                        .zipWith(rows.now(), Resource::goingAway)
                        .flatMap(gone -> forget(gone).then(record(change, gone, Optional.empty()))));
    }

    /** What has no owner is gone at once; else the row stays until its owner has forgotten it. */
    private Mono<Void> forget(Resource resource) {
        return resource.key().kind().contract().isEmpty() ? rows.delete(resource) : rows.update(resource);
    }

    private Mono<Resource> accept(Change change, Mono<Resource> work) {
        return transactions
                .execute(status -> {
                    if (change.validateOnly()) {
                        status.setRollbackOnly();
                    }
                    return rows.earlier(change.key())
                            .map(earlier -> repeated(change, earlier))
                            .switchIfEmpty(work);
                })
                .single()
                .doOnNext(accepted -> outbox.wakeRelay())
                .retryWhen(Retry.max(TRIES - 1L)
                        .filter(failure -> failure instanceof DataIntegrityViolationException
                                || failure instanceof ConcurrencyFailureException)
                        .onRetryExhaustedThrow((spec, last) -> last.failure()));
    }

    private static Resource repeated(Change change, ConfigurationRows.Earlier earlier) {
        if (earlier.bodyHash().equals(change.key().bodyHash())) {
            return earlier.resource();
        }
        throw Problem.of(ProblemType.KEY_REUSED, "the Idempotency-Key was sent with another body before")
                .asException();
    }

    private Mono<Void> requireFree(ResourceName name) {
        return rows.find(name)
                .flatMap(present -> Mono.<Void>error(() -> (present.deleting()
                                ? Problem.of(ProblemType.BEING_DELETED, name + " is being deleted")
                                : Problem.at(ProblemType.NAME_TAKEN, "/name", "there is " + name + " already"))
                        .asException()));
    }

    /** The site or project of a resource, kept from going away meanwhile. */
    private Mono<Optional<Resource>> parentOf(ResourceName name) {
        return name.parent()
                .map(parent -> rows.hold(parent)
                        .filter(found -> !found.deleting())
                        .switchIfEmpty(notFound(parent))
                        .map(Optional::of))
                .orElseGet(() -> Mono.just(Optional.empty()));
    }

    private Mono<Resource> locked(ResourceName name, IfMatch ifMatch) {
        return rows.lock(name).switchIfEmpty(notFound(name)).doOnNext(present -> {
            if (present.deleting()) {
                throw Problem.of(ProblemType.BEING_DELETED, name + " is being deleted")
                        .asException();
            }
            if (!ifMatch.allows(present.revision())) {
                throw Problem.of(ProblemType.VERSION_DIFFERS, "the present version is " + present.revision())
                        .with("revision", present.revision())
                        .asException();
            }
        });
    }

    private static Mono<Resource> notFound(ResourceName name) {
        return Mono.error(
                () -> Problem.of(ProblemType.NOT_FOUND, "there is no " + name).asException());
    }

    private Mono<Void> requireUnused(Resource resource) {
        return uses.of(resource)
                .filter(users -> !users.isEmpty())
                .flatMap(users -> Mono.error(
                        () -> Problem.of(ProblemType.IN_USE, resource.key() + " is used by " + String.join(", ", users))
                                .asException()));
    }

    private Mono<Resource> record(Change change, Resource resource, Optional<Resource> parent) {
        if (change.validateOnly()) {
            return Mono.just(resource);
        }
        return rows.insertRevision(resource, change.requester().actor(), change.key())
                .then(audit.append(List.of(auditEntry(change, resource))))
                .then(outbox.append(ConfigurationMessages.of(resource, parent.orElse(null), change.requester())))
                .thenReturn(resource);
    }

    private static AuditEntry auditEntry(Change change, Resource resource) {
        var kind = resource.key().kind();
        Instant at = resource.updatedAt();
        return new AuditEntry(
                Incoming.newId(),
                at,
                change.requester(),
                kind.word() + "." + change.verb(),
                AuditEntry.Outcome.ACCEPTED,
                ResourceLinks.project(resource.key()),
                kind.word(),
                resource.id().toString(),
                resource.name(),
                null,
                null);
    }
}
