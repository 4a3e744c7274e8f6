/** What people manage through the API: sites and what they offer, presets, channels, routes and projects. */
@NullMarked
package dev.moru.gateway.configuration;

import org.jspecify.annotations.NullMarked;
