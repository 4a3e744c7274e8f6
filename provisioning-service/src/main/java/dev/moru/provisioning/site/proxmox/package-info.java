/** Proxmox VE clusters: the connection to each, its check, and what is seen there. */
@NullMarked
package dev.moru.provisioning.site.proxmox;

import org.jspecify.annotations.NullMarked;
