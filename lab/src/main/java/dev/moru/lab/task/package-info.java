@NullMarked
package dev.moru.lab.task;

import org.jspecify.annotations.NullMarked;
