@NullMarked
package dev.moru.cli;

import org.jspecify.annotations.NullMarked;
