@NullMarked
package dev.moru.provisioning;

import org.jspecify.annotations.NullMarked;
