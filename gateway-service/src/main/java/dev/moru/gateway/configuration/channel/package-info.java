/** The sorts of channels, as far as the gateway has to know them: what people may say of each. A new one is a class here. */
@NullMarked
package dev.moru.gateway.configuration.channel;

import org.jspecify.annotations.NullMarked;
