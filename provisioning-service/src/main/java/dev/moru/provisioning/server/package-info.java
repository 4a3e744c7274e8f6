/** Servers: their life cycle and queue as pure types, and the port to the hypervisor that carries them. */
@NullMarked
package dev.moru.provisioning.server;

import org.jspecify.annotations.NullMarked;
