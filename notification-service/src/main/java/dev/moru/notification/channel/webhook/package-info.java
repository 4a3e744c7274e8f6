/** Webhooks, signed as Standard Webhooks has it and posted only where the address policy allows. */
@NullMarked
package dev.moru.notification.channel.webhook;

import org.jspecify.annotations.NullMarked;
