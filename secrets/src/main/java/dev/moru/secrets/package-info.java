@NullMarked
package dev.moru.secrets;

import org.jspecify.annotations.NullMarked;
