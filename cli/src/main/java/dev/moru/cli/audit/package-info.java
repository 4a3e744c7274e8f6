/** The audit trail and its hash chain. */
@NullMarked
package dev.moru.cli.audit;

import org.jspecify.annotations.NullMarked;
