/** Dead letters over HTTP. */
@NullMarked
package dev.moru.gateway.deadletter.web;

import org.jspecify.annotations.NullMarked;
