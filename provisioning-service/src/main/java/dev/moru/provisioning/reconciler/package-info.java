/** What is seen on a site, compared with what is known of it. It reports; it removes nothing but its own leftovers. */
@NullMarked
package dev.moru.provisioning.reconciler;

import org.jspecify.annotations.NullMarked;
