@NullMarked
package dev.moru.lab.qemu;

import org.jspecify.annotations.NullMarked;
