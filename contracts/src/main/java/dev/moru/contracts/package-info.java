@NullMarked
package dev.moru.contracts;

import org.jspecify.annotations.NullMarked;
