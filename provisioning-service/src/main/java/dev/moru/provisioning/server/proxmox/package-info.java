/**
 * Guests over the REST API of Proxmox VE, without any external program.
 *
 * <p>Every effect may be begun again at any point: it first waits for the task that its last checkpoint names, then reads
 * the world, and writes only what differs from what is wanted. So nothing here asks how far a predecessor came.
 */
@NullMarked
package dev.moru.provisioning.server.proxmox;

import org.jspecify.annotations.NullMarked;
