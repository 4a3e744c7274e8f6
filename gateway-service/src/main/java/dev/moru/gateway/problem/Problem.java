package dev.moru.gateway.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused.
 *
 * @param detail for people: what, in this case
 * @param errors the places of the request that are wrong
 * @param extensions further members of the answer, for programs
 * @param retryAfter when it may be worth asking again
 */
public record Problem(
        ProblemType type,
        String detail,
        List<FieldError> errors,
        Map<String, Object> extensions,
        @Nullable Duration retryAfter) {

    public Problem {
        errors = List.copyOf(errors);
        extensions = Map.copyOf(extensions);
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of(), null);
    }

    public static Problem at(ProblemType type, String pointer, String detail) {
        return of(type, detail).withErrors(List.of(new FieldError(pointer, detail)));
    }

    public Problem withErrors(List<FieldError> places) {
        return new Problem(type, detail, places, extensions, retryAfter);
    }

    public Problem with(String member, Object value) {
        var more = new LinkedHashMap<>(extensions);
        more.put(member, value);
        return new Problem(type, detail, errors, more, retryAfter);
    }

    public Problem retryAfter(Duration pause) {
        return new Problem(type, detail, errors, extensions, pause);
    }

    /** For code that can only throw. */
    public ProblemException asException() {
        return new ProblemException(this);
    }
}
