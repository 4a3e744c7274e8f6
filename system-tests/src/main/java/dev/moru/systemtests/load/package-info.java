/** Who uses an installation during a fault run, and what they remember of it: clients, readers of events, sinks. */
@NullMarked
package dev.moru.systemtests.load;

import org.jspecify.annotations.NullMarked;
