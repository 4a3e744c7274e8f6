/** Sites and what they offer: the configuration that servers are made of. */
@NullMarked
package dev.moru.contracts.site;

import org.jspecify.annotations.NullMarked;
