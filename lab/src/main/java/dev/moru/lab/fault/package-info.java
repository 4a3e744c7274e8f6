@NullMarked
package dev.moru.lab.fault;

import org.jspecify.annotations.NullMarked;
