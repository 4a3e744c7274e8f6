package dev.moru.gateway.list;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions that the code puts on a list, beside the caller's filter. Fragments are constants of the code, values are bound. */
public final class Where {

    public static final Where EVERYTHING = new Where(List.of());

    private record Term(String before, @Nullable Object value, String after) {}

    private final List<Term> terms;

    private Where(List<Term> terms) {
        this.terms = terms;
    }

    /** @param condition holds no parameter */
    public Where and(String condition) {
        return and(new Term(condition, null, ""));
    }

    /** @param condition holds one {@code ?}, which the value takes */
    public Where and(String condition, Object value) {
        int mark = condition.indexOf('?');
        return and(new Term(condition.substring(0, mark), value, condition.substring(mark + 1)));
    }

    /** Only what the scope covers. */
    public Where visibleTo(ProjectScope scope, String projectColumn) {
        return scope.everything()
                ? this
                : and(projectColumn + " = any(?)", scope.projects().toArray(String[]::new));
    }

    private Where and(Term term) {
        var more = new ArrayList<>(terms);
        more.add(term);
        return new Where(List.copyOf(more));
    }

    void writeTo(SqlText sql) {
        for (var term : terms) {
            sql.condition().add(term.before);
            if (term.value != null) {
                sql.bind(term.value);
            }
            sql.add(term.after);
        }
    }
}
