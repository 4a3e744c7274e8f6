/** Clusters and their storage classes, as the gateway has accepted them. */
@NullMarked
package dev.moru.backup.site;

import org.jspecify.annotations.NullMarked;
