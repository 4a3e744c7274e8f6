/** Bulk operations in the database and on the topics. */
@NullMarked
package dev.moru.provisioning.bulk.messaging;

import org.jspecify.annotations.NullMarked;
