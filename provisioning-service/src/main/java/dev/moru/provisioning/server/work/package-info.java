/** The effects of turns, performed under leases. */
@NullMarked
package dev.moru.provisioning.server.work;

import org.jspecify.annotations.NullMarked;
