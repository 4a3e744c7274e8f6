/** The mutating routes of operations. */
@NullMarked
package dev.moru.gateway.operation.web;

import org.jspecify.annotations.NullMarked;
