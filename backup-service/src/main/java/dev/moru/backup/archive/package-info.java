/** What lies on the storages of clusters. */
@NullMarked
package dev.moru.backup.archive;

import org.jspecify.annotations.NullMarked;
