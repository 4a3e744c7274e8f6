/** What is answered when a request is refused: RFC 9457 problem details from one catalogue. */
@NullMarked
package dev.moru.gateway.problem;

import org.jspecify.annotations.NullMarked;
