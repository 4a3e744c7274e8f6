@NullMarked
package dev.moru.lab.state;

import org.jspecify.annotations.NullMarked;
