package dev.moru.cli.server;

import dev.moru.cli.resource.BodyOptions;
import java.util.List;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Variables that shape what a server is configured as. */
final class RoleOptions {

    @Option(
            names = "--role-variable",
            paramLabel = "ROLE.NAME=VALUE",
            description =
                    "a variable of a role (see 'moru role get'), which may be JSON; repeat for more. Secrets belong into -f")
    private List<String> variables = List.of();

    void addTo(ObjectNode body) {
        if (!variables.isEmpty()) {
            var all = body.withObject("/roleVariables");
            variables.forEach(variable -> BodyOptions.set(all, "--role-variable", variable));
        }
    }
}
