/** When backups are taken, and how long they are kept. */
@NullMarked
package dev.moru.backup.policy;

import org.jspecify.annotations.NullMarked;
