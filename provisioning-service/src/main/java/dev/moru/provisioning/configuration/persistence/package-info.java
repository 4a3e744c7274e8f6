/** Applied configuration in the database. */
@NullMarked
package dev.moru.provisioning.configuration.persistence;

import org.jspecify.annotations.NullMarked;
