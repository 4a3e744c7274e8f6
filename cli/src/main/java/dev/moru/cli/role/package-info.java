/** {@code moru role}. */
@NullMarked
package dev.moru.cli.role;

import org.jspecify.annotations.NullMarked;
