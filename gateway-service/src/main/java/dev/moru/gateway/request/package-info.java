/** What every mutating route has in common: recognising a repeated request, and telling who asks. */
@NullMarked
package dev.moru.gateway.request;

import org.jspecify.annotations.NullMarked;
