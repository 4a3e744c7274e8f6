/** The way to the gateway: requests that survive a restart of it, problem details, event streams. */
@NullMarked
package dev.moru.cli.http;

import org.jspecify.annotations.NullMarked;
