/**
 * Programs that judge Moru from outside. They know the contracts and the public API, nothing of the services.
 */
@NullMarked
package dev.moru.systemtests;

import org.jspecify.annotations.NullMarked;
