/** Slack, by incoming webhooks. */
@NullMarked
package dev.moru.notification.channel.slack;

import org.jspecify.annotations.NullMarked;
