/** What all participants in the turns of servers do alike. */
@NullMarked
package dev.moru.service.turn;

import org.jspecify.annotations.NullMarked;
