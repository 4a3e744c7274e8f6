/** Channels in the database. */
@NullMarked
package dev.moru.notification.channel.persistence;

import org.jspecify.annotations.NullMarked;
