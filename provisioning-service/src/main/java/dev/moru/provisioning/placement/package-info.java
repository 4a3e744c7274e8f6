/** Which node a server goes to, and why. */
@NullMarked
package dev.moru.provisioning.placement;

import org.jspecify.annotations.NullMarked;
