@NullMarked
package dev.moru.gateway;

import org.jspecify.annotations.NullMarked;
