package dev.moru.systemtests.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does something on several connections at once, as often as it goes, for a time. */
final class Parallel {

    private Parallel() {}

    /** What one connection does; each call is one unit of work. */
    interface Connection extends AutoCloseable {

        /** @return whether it counts */
        boolean once() throws Exception;

        @Override
        void close() throws Exception;
    }

    /** @return how many units that counted were done in a second, over all connections */
    static double perSecond(int connections, Duration time, IntFunction<Callable<Connection>> open) throws Exception {
        var threads = Executors.newFixedThreadPool(connections);
        try {
            var counts = new ArrayList<Future<Long>>();
            var opened = new ArrayList<Connection>();
            for (int i = 0; i < connections; i++) {
                opened.add(open.apply(i).call());
            }
            var begin = System.nanoTime();
            var end = begin + time.toNanos();
            opened.forEach(connection -> counts.add(threads.submit(() -> repeat(connection, end))));
            long sum = 0;
            for (var count : counts) {
                sum += count.get();
            }
            return sum / ((System.nanoTime() - begin) / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long repeat(Connection connection, long end) throws Exception {
        try (connection) {
            long count = 0;
            while (System.nanoTime() < end) {
                if (connection.once()) {
                    count++;
                }
            }
            return count;
        }
    }
}
