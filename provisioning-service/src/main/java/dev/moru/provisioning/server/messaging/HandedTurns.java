package dev.moru.provisioning.server.messaging;

import dev.moru.durable.epoch.Resumption;
import dev.moru.provisioning.server.ServerMessage;
import dev.moru.provisioning.server.persistence.ServerTable;
import java.util.List;
import java.util.UUID;

/** After a restore, participants are told again of the turns that they have and have not answered. */
public final class HandedTurns implements Resumption {

    private static final int AT_A_TIME = 500;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final ServerTable table;
    private final Servers servers;

    public HandedTurns(ServerTable table, Servers servers) {
        this.table = table;
        this.servers = servers;
    }

    @Override
    public void resume() {
        var behind = BEFORE_ALL;
        List<UUID> some;
        do {
            some = table.withTurns(behind, AT_A_TIME);
            servers.handle(some.stream()
                    .map(server -> Servers.Addressed.to(server, new ServerMessage.Restored()))
                    .toList());
            behind = some.isEmpty() ? behind : some.get(some.size() - 1);
        } while (some.size() == AT_A_TIME);
    }
}
