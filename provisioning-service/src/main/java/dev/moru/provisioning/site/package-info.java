/** Sites: clusters that servers live on, what they offer, and what is seen there. */
@NullMarked
package dev.moru.provisioning.site;

import org.jspecify.annotations.NullMarked;
