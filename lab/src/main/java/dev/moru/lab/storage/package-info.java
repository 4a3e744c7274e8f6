@NullMarked
package dev.moru.lab.storage;

import org.jspecify.annotations.NullMarked;
