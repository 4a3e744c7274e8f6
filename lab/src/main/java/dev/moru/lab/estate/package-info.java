@NullMarked
package dev.moru.lab.estate;

import org.jspecify.annotations.NullMarked;
