/** {@code moru alert}. */
@NullMarked
package dev.moru.cli.alert;

import org.jspecify.annotations.NullMarked;
