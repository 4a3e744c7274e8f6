package dev.moru.gateway.bench;

import dev.moru.contracts.server.ServerPhase;
import dev.moru.gateway.RunningGateway;
import dev.moru.gateway.testing.EventSource;
import dev.moru.gateway.testing.EventStreamClient;
import dev.moru.gateway.testing.Happenings;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long an event takes from its send to Kafka until a follower has it, and how many frames many followers get (B9). */
public final class StreamBench {

    private StreamBench() {}

    public static void main(String[] arguments) throws Exception {
        int readers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
        try (var gateway = RunningGateway.start();
                var source = new EventSource()) {
            latency(gateway, source, 100);
            var floor = new Floor(gateway);
            System.out.println("floor, one Kafka hop:  " + floor.kafkaHop(200));
            System.out.println("floor, one commit:     " + floor.commit(200));
            System.out.println("publish to SSE, idle: " + latency(gateway, source, 300));
            fanOut(gateway, source, readers, events);
        }
        System.exit(0);
    }

    private static Figures latency(RunningGateway gateway, EventSource source, int count) throws Exception {
        var happenings = new Happenings();
        var nanos = new long[count];
        try (var stream = open(gateway)) {
            for (int i = 0; i < count; i++) {
                var event = happenings.observed(Happenings.server(UUID.randomUUID(), "web", ServerPhase.READY));
                long sent = System.nanoTime();
                source.publish(event);
                nanos[i] = stream.take(1).get(0).arrivedNanos() - sent;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
        return new Figures(nanos);
    }

    private static EventStreamClient open(RunningGateway gateway) throws Exception {
        return EventStreamClient.open(URI.create(gateway.url() + "/api/v1/events"), RunningGateway.ADMIN_TOKEN, null);
    }

    private static void fanOut(RunningGateway gateway, EventSource source, int readers, int events) throws Exception {
        long before = usedHeap();
        try (var crowd = new Crowd(URI.create(gateway.url()), RunningGateway.ADMIN_TOKEN, readers)) {
            crowd.connect();
            System.out.printf("readers: %d, heap a reader: %d bytes%n", readers, (usedHeap() - before) / readers);
            var happenings = new Happenings();
            long begun = System.nanoTime();
            for (int i = 0; i < events; i++) {
                source.publish(happenings.observed(Happenings.server(UUID.randomUUID(), "web", ServerPhase.READY)));
            }
            source.flush();
            long frames = crowd.await((long) readers * events);
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    "frames: %d of %d in %.2f s, %.0f a second%n",
                    frames, (long) readers * events, seconds, frames / seconds);
        }
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
