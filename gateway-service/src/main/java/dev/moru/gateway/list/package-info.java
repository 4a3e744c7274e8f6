/**
 * How every list of the API works: keyset pages, an order, and the filter language, compiled to one statement with bound
 * parameters.
 */
@NullMarked
package dev.moru.gateway.list;

import org.jspecify.annotations.NullMarked;
