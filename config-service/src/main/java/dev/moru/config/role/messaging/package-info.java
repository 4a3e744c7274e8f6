/** The roles that there are, told to the other services. */
@NullMarked
package dev.moru.config.role.messaging;

import org.jspecify.annotations.NullMarked;
