/** What one run of the command knows: its surroundings, its options and the installation it talks to. */
@NullMarked
package dev.moru.cli.session;

import org.jspecify.annotations.NullMarked;
