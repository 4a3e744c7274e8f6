/** Mail, by SMTP. */
@NullMarked
package dev.moru.notification.channel.email;

import org.jspecify.annotations.NullMarked;
