@NullMarked
package dev.moru.config;

import org.jspecify.annotations.NullMarked;
