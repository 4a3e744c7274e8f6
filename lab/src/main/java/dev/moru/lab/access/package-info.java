@NullMarked
package dev.moru.lab.access;

import org.jspecify.annotations.NullMarked;
