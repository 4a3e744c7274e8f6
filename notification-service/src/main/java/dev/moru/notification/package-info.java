@NullMarked
package dev.moru.notification;

import org.jspecify.annotations.NullMarked;
