package dev.moru.gateway.problem;

import dev.moru.gateway.database.DatabaseAway;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What an exception means to the client. Nothing of the program's inside gets out. */
final class ProblemTranslation {

    static final Duration DATABASE_PAUSE = Duration.ofSeconds(2);

    private ProblemTranslation() {}

    static Problem of(Throwable failure) {
        if (failure instanceof ProblemException refusal) {
            return refusal.problem();
        }
        if (DatabaseAway.isReasonOf(failure)) {
            return Problem.of(ProblemType.UNAVAILABLE, "the database does not answer; nothing was accepted")
                    .retryAfter(DATABASE_PAUSE);
        }
        if (failure instanceof RejectedExecutionException) {
            return Problem.of(ProblemType.OVERLOADED, "too many requests of this kind at once")
                    .retryAfter(DATABASE_PAUSE);
        }
        if (failure instanceof ServerWebInputException input) {
            return ofInput(input);
        }
        if (failure instanceof ResponseStatusException status) {
            return ofStatus(status);
        }
        return Problem.of(ProblemType.INTERNAL, "the request failed; the trace id leads to the log");
    }

    private static Problem ofInput(ServerWebInputException input) {
        for (Throwable cause = input; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataBufferLimitException) {
                return Problem.of(ProblemType.BODY_TOO_LARGE, "the body is too large");
            }
            if (cause instanceof JacksonException json) {
                return ofJson(json);
            }
        }
        if (input instanceof MissingRequestValueException || !(input.getCause() instanceof DecodingException)) {
            var parameter = input.getMethodParameter();
            if (parameter != null && parameter.hasParameterAnnotation(PathVariable.class)) {
                return Problem.of(ProblemType.NOT_FOUND, "nothing has this id, which is not a UUID");
            }
            var name = parameter == null ? "" : "?" + parameter.getParameterName();
            return Problem.at(ProblemType.BAD_PARAMETER, name, "missing, or not of the type that is asked for");
        }
        return Problem.of(ProblemType.MALFORMED_BODY, "the body can't be read");
    }

    /** Unknown fields and wrong types, with a pointer to where they stand. */
    public static Problem ofJson(JacksonException json) {
        var pointer = pointerOf(json.getPath());
        if (json instanceof UnrecognizedPropertyException unknown) {
            var known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return Problem.at(ProblemType.UNKNOWN_FIELD, pointer, "unknown field; known here: " + known);
        }
        return Problem.at(ProblemType.MALFORMED_BODY, pointer, "missing, or not of the type that is asked for");
    }

    private static String pointerOf(List<JacksonException.Reference> path) {
        return path.stream()
                .map(step -> "/" + (step.getPropertyName() == null ? step.getIndex() : escaped(step.getPropertyName())))
                .collect(Collectors.joining());
    }

    private static String escaped(String property) {
        return property.replace("~", "~0").replace("/", "~1");
    }

    private static Problem ofStatus(ResponseStatusException failure) {
        if (failure instanceof MethodNotAllowedException method) {
            return Problem.of(ProblemType.METHOD_NOT_ALLOWED, "not with " + method.getHttpMethod());
        }
        if (failure instanceof UnsupportedMediaTypeStatusException) {
            return Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "send application/json");
        }
        if (failure instanceof NotAcceptableStatusException) {
            return Problem.of(ProblemType.NOT_ACCEPTABLE, "accept application/json");
        }
        return switch (failure.getStatusCode().value()) {
            case 404 -> Problem.of(ProblemType.NOT_FOUND, "no such route or resource");
            case 413 -> Problem.of(ProblemType.BODY_TOO_LARGE, "the body is too large");
            default ->
                failure.getStatusCode().is4xxClientError()
                        ? Problem.of(ProblemType.BAD_PARAMETER, "the request can't be read")
                        : Problem.of(ProblemType.INTERNAL, "the request failed; the trace id leads to the log");
        };
    }
}
