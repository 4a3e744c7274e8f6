/** Clusters in the database. */
@NullMarked
package dev.moru.monitoring.site.persistence;

import org.jspecify.annotations.NullMarked;
