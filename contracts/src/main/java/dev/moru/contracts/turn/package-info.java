/** How the owner of servers and the participants in their turns talk to each other. */
@NullMarked
package dev.moru.contracts.turn;

import org.jspecify.annotations.NullMarked;
