@NullMarked
package dev.moru.lab.cluster;

import org.jspecify.annotations.NullMarked;
