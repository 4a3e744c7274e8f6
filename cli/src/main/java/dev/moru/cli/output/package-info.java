/** Tables, JSON and YAML over plain JSON documents. */
@NullMarked
package dev.moru.cli.output;

import org.jspecify.annotations.NullMarked;
