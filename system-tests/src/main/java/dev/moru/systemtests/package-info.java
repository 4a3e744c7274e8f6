@NullMarked
package dev.moru.systemtests;

import org.jspecify.annotations.NullMarked;
