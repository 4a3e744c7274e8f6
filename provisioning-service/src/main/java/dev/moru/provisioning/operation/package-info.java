/** How the document of an operation moves, whatever it acts on. */
@NullMarked
package dev.moru.provisioning.operation;

import org.jspecify.annotations.NullMarked;
