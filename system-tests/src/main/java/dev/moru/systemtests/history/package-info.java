/** What happened, from records outside the system under test, and whether it was allowed to. */
@NullMarked
package dev.moru.systemtests.history;

import org.jspecify.annotations.NullMarked;
