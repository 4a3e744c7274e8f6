/** The data directory: what is kept in it, and who may use it. */
@NullMarked
package dev.moru.launcher.home;

import org.jspecify.annotations.NullMarked;
