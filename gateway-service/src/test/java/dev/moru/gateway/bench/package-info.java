/** Measures the reading side beside its floors; run by hand, prints what was measured. */
package dev.moru.gateway.bench;
