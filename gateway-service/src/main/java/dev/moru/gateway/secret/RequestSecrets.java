package dev.moru.gateway.secret;

import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import dev.moru.secrets.SecretValue;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes secrets out of requests. The store may block, so it is called beside the event loops. */
@Component
public class RequestSecrets {

    private final SecretStore store;

    RequestSecrets(SecretStore store) {
        this.store = store;
    }

    /**
     * Keeps secrets.
     *
     * @param owner what they belong to, as a path
     * @param values by field
     * @return their references, by field
     */
    public Mono<Map<String, String>> put(String owner, Map<String, String> values) {
        return values.isEmpty()
                ? Mono.just(Map.of())
                : Mono.fromCallable(() -> putAll(owner, values)).subscribeOn(Schedulers.boundedElastic());
    }

    /** Forgets secrets that nothing refers to after all. One that can't be forgotten now stays: it is sealed, and in nobody's way. */
    public Mono<Void> forget(Collection<String> references) {
        return Flux.fromIterable(references)
                .doOnNext(reference -> store.delete(SecretReference.parse(reference)))
                .then()
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorComplete(SecretFailure.class);
    }

    private Map<String, String> putAll(String owner, Map<String, String> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> put(owner, entry.getKey(), entry.getValue())));
    }

    private String put(String owner, String field, String value) {
        try (var secret = SecretValue.of(value)) {
            return store.put(owner + "/" + field, secret).toString();
        }
    }
}
