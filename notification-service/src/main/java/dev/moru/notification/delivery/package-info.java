/** Events on their way to channels: what is sent when, and what becomes of the answer. */
@NullMarked
package dev.moru.notification.delivery;

import org.jspecify.annotations.NullMarked;
