/**
 * The audit trail: who did what, sealed in a chain.
 */
@NullMarked
package dev.moru.gateway.audit;

import org.jspecify.annotations.NullMarked;
