/** The mutating routes of servers. */
@NullMarked
package dev.moru.gateway.server.web;

import org.jspecify.annotations.NullMarked;
