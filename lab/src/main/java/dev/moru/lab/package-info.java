@NullMarked
package dev.moru.lab;

import org.jspecify.annotations.NullMarked;
