/** Errands in the database, on the topics and at work. */
@NullMarked
package dev.moru.provisioning.errand.messaging;

import org.jspecify.annotations.NullMarked;
