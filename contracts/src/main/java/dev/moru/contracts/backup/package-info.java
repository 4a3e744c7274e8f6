/** Backups of servers: when they are taken, where they are, and how long they are kept. */
@NullMarked
package dev.moru.contracts.backup;

import org.jspecify.annotations.NullMarked;
