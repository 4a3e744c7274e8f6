/** Commands that change configuration, and the answers to them. */
@NullMarked
package dev.moru.provisioning.configuration.messaging;

import org.jspecify.annotations.NullMarked;
