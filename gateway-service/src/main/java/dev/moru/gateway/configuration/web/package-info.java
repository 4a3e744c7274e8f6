/** The routes of configuration resources. */
@NullMarked
package dev.moru.gateway.configuration.web;

import org.jspecify.annotations.NullMarked;
