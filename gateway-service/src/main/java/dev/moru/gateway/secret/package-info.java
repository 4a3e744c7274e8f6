/** Secrets that the gateway keeps for itself, and those that come with requests. */
@NullMarked
package dev.moru.gateway.secret;

import org.jspecify.annotations.NullMarked;
