/** What comes from {@code moru.provisioning.commands}, sorted to the features. */
@NullMarked
package dev.moru.provisioning.command;

import org.jspecify.annotations.NullMarked;
