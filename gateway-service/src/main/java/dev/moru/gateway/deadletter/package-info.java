/** Dead letters of all services, where an operator asks for them. */
@NullMarked
package dev.moru.gateway.deadletter;

import org.jspecify.annotations.NullMarked;
