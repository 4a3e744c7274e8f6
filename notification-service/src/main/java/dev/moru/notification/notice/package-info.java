/** Events in words, for channels that people read. */
@NullMarked
package dev.moru.notification.notice;

import org.jspecify.annotations.NullMarked;
