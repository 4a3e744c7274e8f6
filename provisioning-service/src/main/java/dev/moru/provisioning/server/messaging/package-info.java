/** Commands and events of servers. */
@NullMarked
package dev.moru.provisioning.server.messaging;

import org.jspecify.annotations.NullMarked;
