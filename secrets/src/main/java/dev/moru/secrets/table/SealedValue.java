package dev.moru.secrets.table;

/**
 * A value that only the master key opens.
 *
 * @param keyId which key sealed it
 * @param nonce drawn for this value alone
 */
record SealedValue(String keyId, byte[] nonce, byte[] ciphertext) {}
