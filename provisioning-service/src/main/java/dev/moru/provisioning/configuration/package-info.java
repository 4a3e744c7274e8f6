/** Sites and what they offer, as applied: what people manage through the API and servers are made of. */
@NullMarked
package dev.moru.provisioning.configuration;

import org.jspecify.annotations.NullMarked;
