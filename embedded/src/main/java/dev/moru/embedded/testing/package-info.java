/** Real stores for tests: one PostgreSQL and one Kafka per test JVM. */
@NullMarked
package dev.moru.embedded.testing;

import org.jspecify.annotations.NullMarked;
