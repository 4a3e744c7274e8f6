/** What is kept of operations beyond their end. */
@NullMarked
package dev.moru.provisioning.operation.persistence;

import org.jspecify.annotations.NullMarked;
