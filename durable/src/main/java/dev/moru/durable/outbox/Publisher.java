package dev.moru.durable.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows in order. Behind a row that Kafka did not take nothing of the same partition is sent, because a later record
 * that overtakes an earlier one of its key would make every consumer skip the earlier one for ever.
 *
 * <p>So a producer has one request per partition in flight, and is thrown away, with all that it has not sent yet, by the
 * callback that learns of a refusal: that runs on the producer's own thread, before it begins its next request.
 */
final class Publisher {

    private final Supplier<Producer<String, byte[]>> producers;
    private volatile @Nullable Producer<String, byte[]> open;

    Publisher(Supplier<Producer<String, byte[]>> producers) {
        this.producers = producers;
    }

    /** Returns when Kafka has answered for every row that was sent; rows that were held back are not in the answer. */
    List<Delivery> publish(List<OutboxRow> batch) {
        var producer = producer();
        var deliveries = new ArrayList<Delivery>(batch.size());
        for (var row : batch) {
            var delivery = new Delivery(row, producer);
            deliveries.add(delivery);
            if (!delivery.send()) {
                break;
            }
        }
        producer.flush();
        if (deliveries.stream().anyMatch(delivery -> delivery.failure() != null)) {
            discard();
        }
        return deliveries;
    }

    private Producer<String, byte[]> producer() {
        var producer = open;
        if (producer == null) {
            producer = producers.get();
            open = producer;
        }
        return producer;
    }

    /** Forgets what has not been sent; the rows are still in the outbox. */
    void discard() {
        var producer = open;
        if (producer != null) {
            producer.close(Duration.ZERO);
            open = null;
        }
    }

    /** A row on its way. */
    static final class Delivery implements Callback {

        private final OutboxRow row;
        private final Producer<String, byte[]> producer;
        private final Thread sender = Thread.currentThread();
        private volatile boolean acknowledged;
        private volatile @Nullable Exception failure;

        Delivery(OutboxRow row, Producer<String, byte[]> producer) {
            this.row = row;
            this.producer = producer;
        }

        /** @return false when it is already known that Kafka will not have it */
        boolean send() {
            try {
                producer.send(row.toRecord(), this);
            } catch (RuntimeException e) {
                failure = e;
            }
            return failure == null;
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata place, @Nullable Exception refusal) {
            if (refusal == null) {
                acknowledged = true;
                return;
            }
            failure = refusal;
            if (Thread.currentThread() != sender) {
                producer.close(Duration.ZERO);
            }
        }

        OutboxRow row() {
            return row;
        }

        boolean isAcknowledged() {
            return acknowledged;
        }

        @Nullable
        Exception failure() {
            return failure;
        }
    }
}
