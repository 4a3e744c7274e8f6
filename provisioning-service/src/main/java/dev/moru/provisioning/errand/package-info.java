/** Operations that are no turn of a server: checks, discoveries, plans. */
@NullMarked
package dev.moru.provisioning.errand;

import org.jspecify.annotations.NullMarked;
