/** What a server can be given, and which variables shape it. */
@NullMarked
package dev.moru.config.role;

import org.jspecify.annotations.NullMarked;
