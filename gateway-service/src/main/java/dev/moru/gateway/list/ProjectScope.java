package dev.moru.gateway.list;

import dev.moru.gateway.security.Caller;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The projects whose resources a caller may see; a parameter of every query that reads some.
 *
 * @param everything whether no project is hidden, nor what belongs to the installation as a whole
 * @param projects the visible ones, by name; of no meaning when everything is
 */
public record ProjectScope(boolean everything, Set<String> projects) {

    public static final ProjectScope EVERYTHING = new ProjectScope(true, Set.of());

    public ProjectScope {
        projects = Set.copyOf(projects);
    }

    public static ProjectScope of(Set<String> projects) {
        return new ProjectScope(false, projects);
    }

    /** A caller's permissions hold in every project. */
    public static ProjectScope of(Caller caller) {
        return caller.permissions().isEmpty() ? of(Set.of()) : EVERYTHING;
    }

    /** @param project null for what belongs to the installation */
    public boolean covers(@Nullable String project) {
        return everything || (project != null && projects.contains(project));
    }
}
