/** Plays with the program {@code ansible-playbook}. */
@NullMarked
package dev.moru.config.play.ansible;

import org.jspecify.annotations.NullMarked;
