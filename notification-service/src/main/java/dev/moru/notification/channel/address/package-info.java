/** Which addresses may be called, for every sort of channel that calls what people give. */
@NullMarked
package dev.moru.notification.channel.address;

import org.jspecify.annotations.NullMarked;
