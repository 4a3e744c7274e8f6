/** What people configure here, as the gateway has accepted it, and the answers to it. */
@NullMarked
package dev.moru.notification.configuration;

import org.jspecify.annotations.NullMarked;
