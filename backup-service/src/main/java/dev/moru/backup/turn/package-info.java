/** The part of backups in the turns of servers. */
@NullMarked
package dev.moru.backup.turn;

import org.jspecify.annotations.NullMarked;
