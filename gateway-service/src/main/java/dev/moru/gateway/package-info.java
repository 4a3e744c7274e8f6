/**
 * The gateway: REST, sign-in, the desired state that was accepted, the journal and the read models.
 *
 * <p>The request path is reactive, consumers and the sealer of the audit trail are imperative.
 */
@NullMarked
package dev.moru.gateway;

import org.jspecify.annotations.NullMarked;
