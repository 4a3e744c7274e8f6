/** What a server can be configured as. */
@NullMarked
package dev.moru.contracts.role;

import org.jspecify.annotations.NullMarked;
