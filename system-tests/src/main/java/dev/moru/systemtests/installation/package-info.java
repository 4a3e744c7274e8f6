/** A whole installation as a process of its own, and its clients. */
@NullMarked
package dev.moru.systemtests.installation;

import org.jspecify.annotations.NullMarked;
