/** Configuration resources, which are all listed, shown, added and deleted in the same way. */
@NullMarked
package dev.moru.cli.resource;

import org.jspecify.annotations.NullMarked;
