@NullMarked
package dev.moru.lab.api;

import org.jspecify.annotations.NullMarked;
