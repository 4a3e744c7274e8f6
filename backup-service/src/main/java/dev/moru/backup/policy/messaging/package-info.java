/** What policies ask for and tell. */
@NullMarked
package dev.moru.backup.policy.messaging;

import org.jspecify.annotations.NullMarked;
