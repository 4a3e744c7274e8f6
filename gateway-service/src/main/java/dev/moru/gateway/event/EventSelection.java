package dev.moru.gateway.event;

import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.Topics;
import dev.moru.gateway.journal.EntryFilter;
import dev.moru.gateway.journal.JournalEntry;
import dev.moru.gateway.list.ProjectScope;
import dev.moru.gateway.list.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The events that a caller asks for and may see.
 *
 * @param project null: of every visible one
 * @param types names, or beginnings of names with {@code *} behind; without the leading {@code dev.moru.} it is added; none:
 *     every type
 */
record EventSelection(ProjectScope scope, @Nullable String project, List<String> types) implements EntryFilter {

    private static final String PREFIX = "dev.moru.";

    /** What services tell each other. */
    private static final Set<String> INTERNAL = MessageCatalog.types().stream()
            .filter(type -> !MessageCatalog.annotationOf(type).isPublic())
            .map(MessageCatalog::nameOf)
            .collect(Collectors.toUnmodifiableSet());

    EventSelection {
        types = types.stream()
                .filter(type -> !type.isBlank())
                .map(String::strip)
                .map(type -> type.startsWith(PREFIX) || type.equals("*") ? type : PREFIX + type)
                .toList();
    }

    /** Log lines are events of the journal, but have a resource of their own; and not all that it holds is told to people. */
    @Override
    public boolean takes(JournalEntry entry) {
        var of = entry.envelope().context().project();
        return scope.covers(of)
                && (project == null || project.equals(of))
                && !entry.topic().equals(Topics.OPERATION_LOG)
                && !INTERNAL.contains(entry.envelope().type())
                && hasType(entry.envelope().type());
    }

    private boolean hasType(String type) {
        return types.isEmpty() || types.stream().anyMatch(pattern -> matches(pattern, type));
    }

    private static boolean matches(String pattern, String type) {
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern);
    }

    /** The same as a condition of a query. */
    Where where() {
        var where = Where.EVERYTHING
                .visibleTo(scope, "project")
                .and("topic <> ?", Topics.OPERATION_LOG)
                .and("type <> all(?)", INTERNAL.toArray(String[]::new));
        if (project != null) {
            where = where.and("project = ?", project);
        }
        return types.isEmpty() ? where : where.and("type like any(?)", patterns());
    }

    private String[] patterns() {
        var patterns = new ArrayList<String>();
        for (var type : types) {
            var literal = type.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
            patterns.add(literal.endsWith("*") ? literal.substring(0, literal.length() - 1) + "%" : literal);
        }
        return patterns.toArray(String[]::new);
    }
}
