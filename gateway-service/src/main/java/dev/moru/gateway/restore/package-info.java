/** Sends again, after a restore from a backup, what was accepted and is open. */
@NullMarked
package dev.moru.gateway.restore;

import org.jspecify.annotations.NullMarked;
