/** Archives of Proxmox VE clusters. */
@NullMarked
package dev.moru.backup.archive.proxmox;

import org.jspecify.annotations.NullMarked;
