/** Configuration resources in PostgreSQL. */
@NullMarked
package dev.moru.gateway.configuration.persistence;

import org.jspecify.annotations.NullMarked;
