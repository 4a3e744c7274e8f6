@NullMarked
package dev.moru.backup;

import org.jspecify.annotations.NullMarked;
