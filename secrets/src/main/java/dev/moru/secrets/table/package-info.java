/** The built-in secret store: a table of sealed values. */
@NullMarked
package dev.moru.secrets.table;

import org.jspecify.annotations.NullMarked;
