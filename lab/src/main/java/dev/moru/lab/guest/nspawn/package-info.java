@NullMarked
package dev.moru.lab.guest.nspawn;

import org.jspecify.annotations.NullMarked;
