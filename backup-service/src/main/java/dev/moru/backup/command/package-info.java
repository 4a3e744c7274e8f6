/** What others ask of this service, and what they tell it. */
@NullMarked
package dev.moru.backup.command;

import org.jspecify.annotations.NullMarked;
