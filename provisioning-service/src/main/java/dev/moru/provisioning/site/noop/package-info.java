/** A site with nothing behind it. */
@NullMarked
package dev.moru.provisioning.site.noop;

import org.jspecify.annotations.NullMarked;
