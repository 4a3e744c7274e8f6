package dev.moru.gateway.accept;

import dev.moru.contracts.server.ReconfigureServer;
import dev.moru.gateway.server.ServerRef;
import java.util.List;

/**
 * A server is to be brought to its roles again.
 *
 * @param check whether to say only what would change
 */
public record ConfigureWish(ServerRef server, boolean check) implements Wish {

    @Override
    public List<ServerRef> servers() {
        return List.of(server);
    }

    @Override
    public Ruling rule(Submission submission, Estate estate) {
        var head = estate.find(server);
        if (head.isEmpty()) {
            return Refusals.noServer(server);
        }
        return Refusals.ofCommand(head.get())
                .or(() -> Refusals.ofConfiguring(estate))
                .orElseGet(() -> Acceptance.of(submission, OperationKind.SERVER_CONFIGURE, estate)
                        .server(head.get().withOpenOperation(estate.now()), new ReconfigureServer(check, null, null)));
    }
}
