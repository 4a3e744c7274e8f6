/** Backups of servers. backup-service owns them; the turns in which they are taken are provisioning's. */
@NullMarked
package dev.moru.gateway.backup;

import org.jspecify.annotations.NullMarked;
