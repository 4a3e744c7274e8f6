/** What waits, when a service starts, until Kafka has been looked at. */
@NullMarked
package dev.moru.durable.start;

import org.jspecify.annotations.NullMarked;
