/** Everything in one JVM: Kafka, PostgreSQL, the lab and the services, started and stopped in one order. */
@NullMarked
package dev.moru.launcher;

import org.jspecify.annotations.NullMarked;
