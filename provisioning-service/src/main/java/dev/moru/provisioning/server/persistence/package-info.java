/** Servers in the database: state, VM ids, addresses. */
@NullMarked
package dev.moru.provisioning.server.persistence;

import org.jspecify.annotations.NullMarked;
