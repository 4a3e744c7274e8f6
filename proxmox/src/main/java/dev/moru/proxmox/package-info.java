@NullMarked
package dev.moru.proxmox;

import org.jspecify.annotations.NullMarked;
