/** Ways to reach somebody: the port that each sort of channel implements, and how people have configured them. */
@NullMarked
package dev.moru.notification.channel;

import org.jspecify.annotations.NullMarked;
