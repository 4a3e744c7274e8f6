/**
 * Where secret values are kept. Rows and messages hold a {@link dev.moru.secrets.SecretReference}; the value is fetched
 * when it is used.
 */
@NullMarked
package dev.moru.secrets;

import org.jspecify.annotations.NullMarked;
