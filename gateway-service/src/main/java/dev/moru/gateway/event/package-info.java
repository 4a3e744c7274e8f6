/** Events as clients follow and list them. */
@NullMarked
package dev.moru.gateway.event;

import org.jspecify.annotations.NullMarked;
