/** Runs of the playbook: what goes in, and what comes of each host. */
@NullMarked
package dev.moru.config.play;

import org.jspecify.annotations.NullMarked;
