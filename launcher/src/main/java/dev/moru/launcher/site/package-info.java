/** The lab, and how it becomes a site of the installation. */
@NullMarked
package dev.moru.launcher.site;

import org.jspecify.annotations.NullMarked;
