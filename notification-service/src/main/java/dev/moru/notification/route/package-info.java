/** Which events go to which channels. */
@NullMarked
package dev.moru.notification.route;

import org.jspecify.annotations.NullMarked;
