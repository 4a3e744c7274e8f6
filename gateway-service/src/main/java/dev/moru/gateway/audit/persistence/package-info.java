/** The audit trail in PostgreSQL. */
@NullMarked
package dev.moru.gateway.audit.persistence;

import org.jspecify.annotations.NullMarked;
