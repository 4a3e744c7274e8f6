/** How a command ends: exit codes and failures that a person can read. */
@NullMarked
package dev.moru.cli.exit;

import org.jspecify.annotations.NullMarked;
