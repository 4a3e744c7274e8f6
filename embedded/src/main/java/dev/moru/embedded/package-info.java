@NullMarked
package dev.moru.embedded;

import org.jspecify.annotations.NullMarked;
