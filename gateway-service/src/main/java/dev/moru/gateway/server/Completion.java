package dev.moru.gateway.server;

import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.gateway.problem.Problem;
import java.util.List;

/** What became of a draft. */
public sealed interface Completion {

    /**
     * Every default is filled in.
     *
     * @param requires the configuration that the spec was read from
     */
    record Complete(ServerSpec spec, List<ConfigurationRef> requires) implements Completion {
        public Complete {
            requires = List.copyOf(requires);
        }
    }

    /** The draft can't be fulfilled. */
    record Incomplete(Problem problem) implements Completion {}
}
