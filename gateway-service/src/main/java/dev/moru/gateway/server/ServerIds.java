package dev.moru.gateway.server;

import dev.moru.gateway.list.ProjectScope;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the ids of servers that paths name. */
@Component
public class ServerIds {

    private final StoredServers servers;

    ServerIds(StoredServers servers) {
        this.servers = servers;
    }

    /** @param reference its id, also after it is gone, or its name */
    public Mono<UUID> find(String project, String reference) {
        return servers.find(ProjectScope.EVERYTHING, project, reference)
                .map(ServerDocument::id)
                .switchIfEmpty(Mono.error(
                        () -> Problem.of(ProblemType.NOT_FOUND, "no server " + reference + " in project " + project)
                                .asException()));
    }
}
