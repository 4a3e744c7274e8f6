/** What time alone moves: deadlines, and words about waiting. */
@NullMarked
package dev.moru.provisioning.due;

import org.jspecify.annotations.NullMarked;
