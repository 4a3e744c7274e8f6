/** Clusters and storage classes in the database. */
@NullMarked
package dev.moru.backup.site.persistence;

import org.jspecify.annotations.NullMarked;
