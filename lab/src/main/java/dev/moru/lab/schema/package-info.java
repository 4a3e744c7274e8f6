@NullMarked
package dev.moru.lab.schema;

import org.jspecify.annotations.NullMarked;
