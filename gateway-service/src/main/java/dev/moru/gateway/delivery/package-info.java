/** What was sent to channels, and what they answered. */
@NullMarked
package dev.moru.gateway.delivery;

import org.jspecify.annotations.NullMarked;
