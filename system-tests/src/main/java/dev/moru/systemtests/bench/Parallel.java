package dev.moru.systemtests.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does something on several connections at once, as often as it goes. */
final class Parallel {

    private Parallel() {}

    /** What one connection does; each call is one unit of work. */
    interface Connection extends AutoCloseable {

        /** @return whether it counts */
        boolean once() throws Exception;

        @Override
        void close() throws Exception;
    }

    private interface Load {
        long run(Connection connection) throws Exception;
    }

    /** @return how many units that counted were done in a second, over all connections */
    static double perSecond(int connections, Duration time, IntFunction<Callable<Connection>> open) throws Exception {
        var opened = open(connections, open);
        var begin = System.nanoTime();
        var end = begin + time.toNanos();
        var sum = run(opened, connection -> repeat(connection, end));
        return sum / ((System.nanoTime() - begin) / 1e9);
    }

    /** Until nothing counts any more. */
    static void untilFalse(int connections, IntFunction<Callable<Connection>> open) throws Exception {
        run(open(connections, open), connection -> {
            long count = 0;
            while (connection.once()) {
                count++;
            }
            return count;
        });
    }

    private static List<Connection> open(int connections, IntFunction<Callable<Connection>> open) throws Exception {
        var opened = new ArrayList<Connection>();
        for (int i = 0; i < connections; i++) {
            opened.add(open.apply(i).call());
        }
        return opened;
    }

    private static long run(List<Connection> connections, Load load) throws Exception {
        var threads = Executors.newFixedThreadPool(connections.size());
        try {
            var counts = new ArrayList<Future<Long>>();
            for (var connection : connections) {
                counts.add(threads.submit(() -> {
                    try (connection) {
                        return load.run(connection);
                    }
                }));
            }
            long sum = 0;
            for (var count : counts) {
                sum += count.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    private static long repeat(Connection connection, long end) throws Exception {
        long count = 0;
        while (System.nanoTime() < end) {
            if (connection.once()) {
                count++;
            }
        }
        return count;
    }
}
