/** The services as application contexts that share nothing but the JVM. */
@NullMarked
package dev.moru.launcher.service;

import org.jspecify.annotations.NullMarked;
