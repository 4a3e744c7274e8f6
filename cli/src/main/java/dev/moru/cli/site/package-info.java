/** Sites: clusters, what they offer, and how to prepare one. */
@NullMarked
package dev.moru.cli.site;

import org.jspecify.annotations.NullMarked;
