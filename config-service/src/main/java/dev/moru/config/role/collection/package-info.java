/** Roles as the collection describes them. */
@NullMarked
package dev.moru.config.role.collection;

import org.jspecify.annotations.NullMarked;
