package dev.moru.gateway.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with a request, so that one answer tells all of it. */
public final class Complaints {

    private record Complaint(ProblemType type, FieldError error) {}

    private final List<Complaint> complaints = new ArrayList<>();

    public void add(ProblemType type, String pointer, String detail) {
        complaints.add(new Complaint(type, new FieldError(pointer, detail)));
    }

    public void invalid(String pointer, String detail) {
        add(ProblemType.INVALID, pointer, detail);
    }

    public void unknown(String pointer, String detail) {
        add(ProblemType.UNKNOWN_REFERENCE, pointer, detail);
    }

    /** Complains about a field that is not built yet, if it was given. */
    public void reserved(String pointer, @Nullable Object value) {
        if (value != null) {
            add(ProblemType.RESERVED, pointer, "reserved: not built yet");
        }
    }

    /** Complains unless a condition holds. */
    public void require(boolean holds, String pointer, String detail) {
        if (!holds) {
            invalid(pointer, detail);
        }
    }

    public boolean isEmpty() {
        return complaints.isEmpty();
    }

    /** All of it as one problem, of the type of the first complaint; what is reserved goes before. */
    public Optional<Problem> problem() {
        var errors = complaints.stream().map(Complaint::error).toList();
        return complaints.stream()
                .min(Comparator.comparing(complaint -> complaint.type() != ProblemType.RESERVED))
                .map(first -> Problem.of(first.type(), summary(errors)).withErrors(errors));
    }

    private static String summary(List<FieldError> errors) {
        var first = errors.get(0).pointer() + ": " + errors.get(0).detail();
        return errors.size() == 1 ? first : first + "; and " + (errors.size() - 1) + " more";
    }
}
