/** What can be asked of the fold over HTTP. */
@NullMarked
package dev.moru.gateway.fold.web;

import org.jspecify.annotations.NullMarked;
