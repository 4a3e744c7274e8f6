/** One log for everything that runs in this JVM. */
@NullMarked
package dev.moru.launcher.log;

import org.jspecify.annotations.NullMarked;
