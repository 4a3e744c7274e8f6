package dev.moru.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker (KRaft, broker and controller in one) inside this process. Every append is flushed before it is
 * acknowledged, because there is no second replica to survive a crash of the host.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final int NODE = 1;

    private final Path directory;
    private final int port;
    private final List<Consumer<String>> endListeners = new CopyOnWriteArrayList<>();
    private KafkaRaftServer broker;

    private EmbeddedKafka(Path directory, int port) {
        this.directory = directory;
        this.port = port;
        this.broker = startBroker();
    }

    /**
     * Starts the broker and returns when it takes requests.
     *
     * @throws StoreFailure when it does not start
     */
    public static EmbeddedKafka start(KafkaOptions options) {
        format(options.directory());
        return new EmbeddedKafka(options.directory(), LoopbackPort.claim(options.port(), "Kafka"));
    }

    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    /** Calls with the reason when the broker gave up by itself, for example after its disk refused a write. */
    public void onUnexpectedEnd(Consumer<String> listener) {
        endListeners.add(listener);
    }

    /** Bytes that the data's file system has left for this user. */
    public long usableSpace() {
        return directory.toFile().getUsableSpace();
    }

    /** Stops the broker if it runs, and starts it again on the same data and port. */
    public synchronized void restart() {
        close();
        broker = startBroker();
    }

    @Override
    public synchronized void close() {
        broker.shutdown();
        broker.awaitShutdown();
    }

    private KafkaRaftServer startBroker() {
        surviveBrokerFailure();
        try {
            var started = new KafkaRaftServer(new KafkaConfig(settings(), false), Time.SYSTEM);
            started.startup();
            log.info("Kafka on port {}", port);
            return started;
        } catch (KafkaException e) {
            throw new StoreFailure("Kafka does not start in %s: %s".formatted(directory, e.getMessage()), e);
        }
    }

    /** A broker that cannot go on halts its JVM, which is ours. The hooks are global to Kafka's classes. */
    private void surviveBrokerFailure() {
        Exit.Procedure report = (status, message) -> {
            var reason = "Kafka gave up with status %d: %s".formatted(status, message);
            log.error(reason);
            endListeners.forEach(listener -> listener.accept(reason));
        };
        Exit.setHaltProcedure(report);
        Exit.setExitProcedure(report);
        Exit.setShutdownHookAdder((name, hook) -> {});
    }

    private Map<String, String> settings() {
        var controllerPort = LoopbackPort.claim(0, "Kafka's controller");
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", String.valueOf(NODE)),
                Map.entry(
                        "listeners",
                        "BROKER://%s:%d,CONTROLLER://%s:%d"
                                .formatted(LoopbackPort.HOST, port, LoopbackPort.HOST, controllerPort)),
                Map.entry("advertised.listeners", "BROKER://" + bootstrapServers()),
                Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "BROKER"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("controller.quorum.voters", "%d@%s:%d".formatted(NODE, LoopbackPort.HOST, controllerPort)),
                Map.entry("log.dirs", directory.toString()),
                Map.entry("log.flush.interval.messages", "1"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.retention.minutes", String.valueOf(Integer.MAX_VALUE)),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // A broker that was killed keeps the next one of its number out for as long as this.
                Map.entry("broker.session.timeout.ms", "2000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                Map.entry("num.network.threads", "1"),
                Map.entry("num.io.threads", "2"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                Map.entry("num.replica.fetchers", "1"),
                Map.entry("background.threads", "2"),
                Map.entry("log.cleaner.threads", "1"),
                Map.entry("log.cleaner.dedupe.buffer.size", "1048577"),
                Map.entry("log.segment.bytes", "67108864"),
                Map.entry("log.index.size.max.bytes", "1048576"),
                Map.entry("metadata.log.segment.bytes", "8388608"),
                Map.entry("metric.reporters", ""));
    }

    private static void format(Path directory) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try (var quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(directory);
            new Formatter()
                    .setPrintStream(quiet)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE)
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException e) {
            throw new StoreFailure("Kafka cannot use %s: %s".formatted(directory, e.getMessage()), e);
        } catch (Exception e) {
            throw new StoreFailure("Cannot format %s for Kafka: %s".formatted(directory, e.getMessage()), e);
        }
    }
}
