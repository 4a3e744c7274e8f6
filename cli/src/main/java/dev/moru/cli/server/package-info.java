/** Servers: from create to adopt. */
@NullMarked
package dev.moru.cli.server;

import org.jspecify.annotations.NullMarked;
