/** Secrets in OpenBao or Vault. */
@NullMarked
package dev.moru.secrets.vault;

import org.jspecify.annotations.NullMarked;
