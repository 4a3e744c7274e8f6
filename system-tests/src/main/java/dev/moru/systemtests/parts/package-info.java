/** An installation whose every part is a process of its own, so that each can be killed, frozen and started again. */
@NullMarked
package dev.moru.systemtests.parts;

import org.jspecify.annotations.NullMarked;
