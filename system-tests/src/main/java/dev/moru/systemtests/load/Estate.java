package dev.moru.systemtests.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What the clients believe to be there, together: they act on each other's servers. */
final class Estate {

    private static final int REMEMBERED = 30;

    private final List<UUID> servers = new ArrayList<>();
    private final Deque<UUID> operations = new ArrayDeque<>();

    synchronized void add(UUID server) {
        servers.add(server);
    }

    synchronized void forget(UUID server) {
        servers.remove(server);
    }

    synchronized int size() {
        return servers.size();
    }

    synchronized Optional<UUID> anyServer(RandomGenerator random) {
        return servers.isEmpty() ? Optional.empty() : Optional.of(servers.get(random.nextInt(servers.size())));
    }

    /** Which has had most time to become what was asked for. */
    synchronized Optional<UUID> oldestServer() {
        return servers.stream().findFirst();
    }

    synchronized List<UUID> someServers(RandomGenerator random, int most) {
        var some = new ArrayList<UUID>();
        for (int i = 0; i < most; i++) {
            anyServer(random).filter(server -> !some.contains(server)).ifPresent(some::add);
        }
        return some;
    }

    synchronized void remember(UUID operation) {
        operations.addLast(operation);
        if (operations.size() > REMEMBERED) {
            operations.removeFirst();
        }
    }

    /** One of the last few. */
    synchronized Optional<UUID> anyOperation(RandomGenerator random) {
        return operations.stream()
                .skip(operations.isEmpty() ? 0 : random.nextInt(operations.size()))
                .findFirst();
    }
}
