package dev.moru.cli.resource;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.View;
import dev.moru.cli.session.Session;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A kind of configuration resource.
 *
 * @param plural the last segment of its path
 * @param place where it belongs
 * @param flags makes the options that its commands add and update take
 */
public record ResourceKind(String noun, String plural, Place place, View view, Supplier<BodyFlags> flags) {

    /** What a resource belongs to, and so where its path begins. */
    public enum Place {
        INSTALLATION,
        SITE,
        PROJECT,
        /** To the installation, or to the project that is named by --project. */
        PROJECT_IF_NAMED
    }

    /** Finds the path of the collection once the command line has been read. */
    interface Collection {
        ApiPath path(Session session);
    }

    /** Adds the options that say where the resource is. */
    Collection placed(CommandSpec command) {
        return switch (place) {
            case INSTALLATION -> session -> ApiPath.of(plural);
            case PROJECT_IF_NAMED ->
                session -> session.namedProject()
                        .map(project -> ApiPath.of("projects", project, plural))
                        .orElse(ApiPath.of(plural));
            case PROJECT -> session -> session.inProject(plural);
            case SITE -> inSite(command);
        };
    }

    private Collection inSite(CommandSpec command) {
        var option = new SiteOption();
        command.addMixin("site", CommandSpec.forAnnotatedObject(option));
        return session -> ApiPath.of("sites", option.name(session), plural);
    }
}
