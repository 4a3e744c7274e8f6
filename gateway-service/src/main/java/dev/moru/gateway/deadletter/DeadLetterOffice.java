package dev.moru.gateway.deadletter;

import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemException;
import dev.moru.gateway.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What all services have put aside. */
public final class DeadLetterOffice {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterOffice.class);
    private static final String SERVICE = "service";

    private final List<DeadLetterOwner> owners;

    DeadLetterOffice(List<DeadLetterOwner> owners) {
        this.owners = List.copyOf(owners);
    }

    /**
     * Every dead letter that waits, by service.
     *
     * @param unavailable services that did not answer
     */
    public record Listing(List<JsonNode> items, List<String> unavailable) {}

    public Mono<Listing> list() {
        return Flux.fromIterable(owners)
                .flatMapSequential(DeadLetterOffice::listOf)
                .reduce(new Listing(List.of(), List.of()), DeadLetterOffice::together);
    }

    private static Mono<Listing> listOf(DeadLetterOwner owner) {
        return owner.list()
                .map(letters -> new Listing(
                        letters.stream().map(letter -> named(owner, letter)).toList(), List.of()))
                .onErrorResume(away -> {
                    log.warn("The dead letters of {} can't be read: {}", owner.name(), away.getMessage());
                    return Mono.just(new Listing(List.of(), List.of(owner.name())));
                });
    }

    private static Listing together(Listing one, Listing other) {
        return new Listing(both(one.items(), other.items()), both(one.unavailable(), other.unavailable()));
    }

    private static <T> List<T> both(List<T> one, List<T> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    /**
     * @param service whose it is: services that read the same topic have put the same record aside each for itself
     * @param id of the record
     */
    public record LetterName(String service, UUID id) {}

    public Mono<JsonNode> show(LetterName letter) {
        return atItsOwner(letter, owner -> owner.show(letter.id()));
    }

    public Mono<JsonNode> replay(LetterName letter) {
        return atItsOwner(letter, owner -> owner.replay(letter.id()));
    }

    public Mono<JsonNode> discard(LetterName letter) {
        return atItsOwner(letter, owner -> owner.discard(letter.id()));
    }

    private Mono<JsonNode> atItsOwner(LetterName letter, Function<DeadLetterOwner, Mono<JsonNode>> question) {
        return Flux.fromIterable(owners)
                .filter(owner -> owner.name().equals(letter.service()))
                .next()
                .flatMap(owner -> question.apply(owner)
                        .map(found -> named(owner, found))
                        .onErrorMap(
                                failure -> !(failure instanceof ProblemException),
                                away -> Problem.of(ProblemType.OWNER_AWAY, owner.name() + " does not answer")
                                        .asException()))
                .switchIfEmpty(Mono.error(() -> Problem.of(
                                ProblemType.NOT_FOUND,
                                "no dead letter " + letter.id() + " waits at " + letter.service())
                        .asException()));
    }

    private static JsonNode named(DeadLetterOwner owner, JsonNode letter) {
        return letter instanceof ObjectNode object ? object.put(SERVICE, owner.name()) : letter;
    }
}
