/** Archives are removed by work items. */
@NullMarked
package dev.moru.backup.point.work;

import org.jspecify.annotations.NullMarked;
