package dev.moru.systemtests.parts;

import dev.moru.embedded.EmbeddedKafka;
import dev.moru.embedded.KafkaOptions;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A broker in a JVM of its own, which ends when the broker gives up. Arguments: its directory and its port. */
final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var options = KafkaOptions.in(Path.of(arguments[0])).withPort(Integer.parseInt(arguments[1]));
        var broker = EmbeddedKafka.start(options);
        broker.onUnexpectedEnd(reason -> Runtime.getRuntime().halt(1));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
        new CountDownLatch(1).await();
    }
}
