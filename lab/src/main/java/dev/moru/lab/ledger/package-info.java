@NullMarked
package dev.moru.lab.ledger;

import org.jspecify.annotations.NullMarked;
