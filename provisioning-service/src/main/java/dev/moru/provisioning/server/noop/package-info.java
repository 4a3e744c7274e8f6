/** The driver that does nothing and says so, for benchmarks. */
@NullMarked
package dev.moru.provisioning.server.noop;

import org.jspecify.annotations.NullMarked;
