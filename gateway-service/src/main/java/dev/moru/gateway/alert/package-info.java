/** What monitoring has found wrong, and who sees to it. */
@NullMarked
package dev.moru.gateway.alert;

import org.jspecify.annotations.NullMarked;
