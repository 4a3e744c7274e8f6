package dev.moru.durable.start;

import org.springframework.context.SmartLifecycle;

/**
 * Whatever reads, sends, or acts on the world by itself. {@link KafkaStart} starts it, and not the context: a database that
 * may be older than what Kafka holds must do none of that.
 */
public interface StartsWithKafka extends SmartLifecycle {

    @Override
    default boolean isAutoStartup() {
        return false;
    }
}
