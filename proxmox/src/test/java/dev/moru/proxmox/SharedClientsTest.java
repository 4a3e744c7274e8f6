package dev.moru.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedClientsTest {

    private static final UUID CLUSTER = UUID.randomUUID();

    private final ScriptedServer server =
            ScriptedServer.answering(Reply.data("{\"version\":\"9.1.1\",\"release\":\"9.1\",\"repoid\":\"abc\"}"));
    private final SharedClients clients = new SharedClients();
    private final List<ProxmoxClient> made = new ArrayList<>();

    @AfterEach
    void close() {
        clients.close();
        server.close();
    }

    @Test
    void connectsOnceForEachRevision() {
        assertThat(client(1)).isSameAs(client(1));
        assertThat(client(2)).isNotSameAs(made.get(0));
        assertThat(made).hasSize(2);
    }

    @Test
    void closesAnOlderRevisionWhenNobodyUsesItAnyMore() {
        clients.at(CLUSTER, 1, this::connect, older -> {
            client(2);
            return answers(older);
        });

        assertThat(answers(made.get(0))).isFalse();
        assertThat(answers(made.get(1))).isTrue();
    }

    @Test
    void closesTheClientOfWhoComesLateWithAnOlderRevision() {
        var newest = client(2);

        assertThat(clients.<Boolean>at(CLUSTER, 1, this::connect, this::answers))
                .isTrue();

        assertThat(answers(made.get(1))).isFalse();
        assertThat(client(2)).isSameAs(newest);
    }

    @Test
    void closesTheClientOfAClusterThatIsForgottenWhenNobodyUsesIt() {
        assertThat(clients.<Boolean>at(CLUSTER, 1, this::connect, client -> {
                    clients.retain(Set.of());
                    return answers(client);
                }))
                .isTrue();

        assertThat(answers(made.get(0))).isFalse();
    }

    @Test
    void keepsNothingWhereNoClientCanBeMade() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> clients.at(
                        CLUSTER,
                        1,
                        () -> {
                            throw new IllegalArgumentException("no token");
                        },
                        this::answers));

        assertThat(answers(client(1))).isTrue();
    }

    private ProxmoxClient client(long revision) {
        return clients.at(CLUSTER, revision, this::connect, client -> client);
    }

    private ProxmoxClient connect() {
        var client = TestClients.of(server.endpoint());
        made.add(client);
        return client;
    }

    private boolean answers(ProxmoxClient client) {
        try {
            client.version();
            return true;
        } catch (RuntimeException closed) {
            return false;
        }
    }
}
