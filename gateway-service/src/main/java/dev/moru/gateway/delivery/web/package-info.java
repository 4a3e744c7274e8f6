/** The mutating routes of deliveries. */
@NullMarked
package dev.moru.gateway.delivery.web;

import org.jspecify.annotations.NullMarked;
