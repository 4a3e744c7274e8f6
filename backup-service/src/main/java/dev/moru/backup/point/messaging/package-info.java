/** What is told of restore points. */
@NullMarked
package dev.moru.backup.point.messaging;

import org.jspecify.annotations.NullMarked;
