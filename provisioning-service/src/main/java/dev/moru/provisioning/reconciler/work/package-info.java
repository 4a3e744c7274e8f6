/** The reconciler at work. */
@NullMarked
package dev.moru.provisioning.reconciler.work;

import org.jspecify.annotations.NullMarked;
