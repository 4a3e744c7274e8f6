package dev.moru.gateway.server.web;

import dev.moru.gateway.accept.Acceptor;
import dev.moru.gateway.accept.Ruling;
import dev.moru.gateway.accept.Submission;
import dev.moru.gateway.accept.Wish;
import dev.moru.gateway.request.AcceptedOperation;
import dev.moru.gateway.request.Answers;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.request.Incoming;
import dev.moru.gateway.role.GivenVariables;
import dev.moru.gateway.role.StoredRoles;
import dev.moru.gateway.secret.RequestSecrets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Submits wishes whose variables may hold secrets. A secret goes into the store once the wish would be accepted, before it
 * is: whoever dies in between leaves a value that nothing refers to, never a reference without its value.
 */
@Component
class RoleSecrets {

    /** What is wished, with some variables. */
    interface WishOf extends Function<@Nullable Map<String, Map<String, @Nullable Object>>, Wish> {}

    private final StoredRoles roles;
    private final RequestSecrets secrets;
    private final Acceptor acceptor;
    private final Incoming incoming;
    private final Answers answers;

    RoleSecrets(StoredRoles roles, RequestSecrets secrets, Acceptor acceptor, Incoming incoming, Answers answers) {
        this.roles = roles;
        this.secrets = secrets;
        this.acceptor = acceptor;
        this.incoming = incoming;
        this.answers = answers;
    }

    /** Variables from which no secret can be told any more, for a wish that changes nothing. */
    Mono<GivenVariables> read(Map<String, Map<String, @Nullable Object>> variables) {
        return roles.catalogue().map(catalogue -> new GivenVariables(variables, catalogue));
    }

    /** @param body as it came, which tells whether a request is sent again */
    Mono<ResponseEntity<AcceptedOperation>> submit(
            @Nullable Map<String, Map<String, @Nullable Object>> variables, Object body, Call call, WishOf wish) {
        if (variables == null) {
            return answers.answer(incoming.submission(call, body, wish.apply(null)), call.terms());
        }
        return read(variables).flatMap(given -> {
            var submission = incoming.submission(call, body, wish.apply(given.withoutSecrets()));
            return given.secrets().isEmpty() || call.terms().validateOnly()
                    ? answers.answer(submission, call.terms())
                    : acceptor.preview(submission)
                            .flatMap(ruling -> keep(ruling, submission, given, wish))
                            .flatMap(ruling -> answers.answer(ruling, call.terms()));
        });
    }

    private Mono<Ruling> keep(Ruling ruling, Submission submission, GivenVariables given, WishOf wish) {
        if (!(ruling instanceof Ruling.Accepted accepted)) {
            return Mono.just(ruling);
        }
        var server = Objects.requireNonNull(accepted.head()).id();
        return secrets.put("server/" + server, given.secrets())
                .flatMap(references -> acceptor.accept(new Submission(
                                submission.operation(),
                                submission.key(),
                                submission.requester(),
                                wish.apply(given.with(path -> Objects.requireNonNull(references.get(path))))))
                        .delayUntil(last ->
                                last instanceof Ruling.Accepted ? Mono.empty() : secrets.forget(references.values())));
    }
}
