/** What stands behind the VMs: nothing, or real Linux hosts. */
@NullMarked
package dev.moru.lab.guest;

import org.jspecify.annotations.NullMarked;
