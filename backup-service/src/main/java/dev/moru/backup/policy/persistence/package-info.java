/** Policies and the servers under them, in the database. */
@NullMarked
package dev.moru.backup.policy.persistence;

import org.jspecify.annotations.NullMarked;
