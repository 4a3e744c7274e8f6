@NullMarked
package dev.moru.durable;

import org.jspecify.annotations.NullMarked;
