/** What monitoring has found wrong. */
@NullMarked
package dev.moru.contracts.alert;

import org.jspecify.annotations.NullMarked;
