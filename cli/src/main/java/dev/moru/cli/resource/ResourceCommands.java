package dev.moru.cli.resource;

import dev.moru.cli.session.Session;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code moru <noun> list|get|add|update|delete} for one kind of resource. */
@Command
public final class ResourceCommands {

    private ResourceCommands() {}

    public static CommandLine of(Session session, ResourceKind kind, String description) {
        var noun = new CommandLine(new ResourceCommands());
        noun.setCommandName(kind.noun());
        noun.getCommandSpec().usageMessage().description(description);
        return noun.addSubcommand(list(session, kind))
                .addSubcommand(get(session, kind))
                .addSubcommand(add(session, kind))
                .addSubcommand(update(session, kind))
                .addSubcommand(delete(session, kind));
    }

    public static CommandLine list(Session session, ResourceKind kind) {
        return placed(kind, (resources, flags) -> new ListResources(session, resources), false);
    }

    public static CommandLine get(Session session, ResourceKind kind) {
        return placed(kind, (resources, flags) -> new GetResource(session, resources), false);
    }

    public static CommandLine add(Session session, ResourceKind kind) {
        return placed(kind, (resources, flags) -> new AddResource(session, resources, flags), true);
    }

    public static CommandLine update(Session session, ResourceKind kind) {
        return placed(kind, (resources, flags) -> new UpdateResource(session, resources, flags), true);
    }

    public static CommandLine delete(Session session, ResourceKind kind) {
        return placed(kind, (resources, flags) -> new DeleteResource(session, resources), false);
    }

    private static CommandLine placed(
            ResourceKind kind, BiFunction<Resources, BodyFlags, Object> command, boolean takesFlags) {
        var resources = new Resources(kind);
        var flags = kind.flags().get();
        var line = new CommandLine(command.apply(resources, flags));
        var spec = line.getCommandSpec();
        resources.placeIn(spec);
        if (takesFlags) {
            spec.addMixin("flags", CommandSpec.forAnnotatedObject(flags));
        }
        var description = String.join(" ", spec.usageMessage().description());
        spec.usageMessage().description(description.replace("resource", kind.noun()));
        return line;
    }
}
