/** HTTP to addresses that people give, for every sort of channel that posts. */
@NullMarked
package dev.moru.notification.channel.http;

import org.jspecify.annotations.NullMarked;
