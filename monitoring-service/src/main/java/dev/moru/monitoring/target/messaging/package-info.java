/** What is told about servers. */
@NullMarked
package dev.moru.monitoring.target.messaging;

import org.jspecify.annotations.NullMarked;
