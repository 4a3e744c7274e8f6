/** Bulk operations: parents that release their children. */
@NullMarked
package dev.moru.provisioning.bulk;

import org.jspecify.annotations.NullMarked;
