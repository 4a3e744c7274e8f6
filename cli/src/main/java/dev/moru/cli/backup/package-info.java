/** {@code moru backup} and {@code backup-policy}. */
@NullMarked
package dev.moru.cli.backup;

import org.jspecify.annotations.NullMarked;
