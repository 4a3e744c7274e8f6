@NullMarked
package dev.moru.monitoring;

import org.jspecify.annotations.NullMarked;
