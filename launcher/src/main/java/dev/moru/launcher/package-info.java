@NullMarked
package dev.moru.launcher;

import org.jspecify.annotations.NullMarked;
