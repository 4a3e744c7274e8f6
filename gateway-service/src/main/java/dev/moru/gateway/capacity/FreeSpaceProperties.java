package dev.moru.gateway.capacity;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which disk is watched.
 *
 * @param directory on the file system of the database or of Kafka, where the gateway can see it; none: nothing is watched
 * @param least below so much free space nothing is accepted: enough for what was accepted before to be carried out
 */
@ConfigurationProperties("moru.gateway.free-space")
record FreeSpaceProperties(
        @Nullable Path directory, @DefaultValue("256MB") DataSize least) {}
