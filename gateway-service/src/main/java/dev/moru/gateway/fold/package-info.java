/** Folds what the services have reported into the read models, the gateway's own rows and the journal. */
@NullMarked
package dev.moru.gateway.fold;

import org.jspecify.annotations.NullMarked;
