/** What several tests of the gateway stand on. */
package dev.moru.gateway.testing;
