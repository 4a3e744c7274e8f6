/** Side effects under leases, fences and lanes. */
@NullMarked
package dev.moru.durable.work;

import org.jspecify.annotations.NullMarked;
