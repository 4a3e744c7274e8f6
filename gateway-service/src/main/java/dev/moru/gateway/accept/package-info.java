/**
 * The path from a request to an accepted operation. What a request wishes is ruled on purely, from what one transaction\n * has locked; whatever is accepted is stored in that same transaction, together with its key, its audit row and its command.
 */
@NullMarked
package dev.moru.gateway.accept;

import org.jspecify.annotations.NullMarked;
