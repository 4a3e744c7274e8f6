/** What this gateway is. */
@NullMarked
package dev.moru.gateway.info;

import org.jspecify.annotations.NullMarked;
