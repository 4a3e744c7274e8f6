/** The audit trail as subscribers read it. */
@NullMarked
package dev.moru.contracts.audit;

import org.jspecify.annotations.NullMarked;
