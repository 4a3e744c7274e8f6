package dev.moru.durable.outbox;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** A row of the outbox, ready to be sent. */
record OutboxRow(long position, String topic, String subject, Headers headers, byte[] body) {

    String stream() {
        return topic + " " + subject;
    }

    ProducerRecord<String, byte[]> toRecord() {
        return new ProducerRecord<>(topic, null, null, subject, body, headers);
    }
}
