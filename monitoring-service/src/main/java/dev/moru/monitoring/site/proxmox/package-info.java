/** Figures of Proxmox VE clusters. */
@NullMarked
package dev.moru.monitoring.site.proxmox;

import org.jspecify.annotations.NullMarked;
