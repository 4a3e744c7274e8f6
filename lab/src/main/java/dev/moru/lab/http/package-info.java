@NullMarked
package dev.moru.lab.http;

import org.jspecify.annotations.NullMarked;
