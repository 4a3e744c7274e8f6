/**
 * The Proxmox VE wire client: typed calls to one cluster through several endpoints.
 *
 * <p>It speaks to {@code https://host:8006/api2/json} with Apache HttpClient 5 directly. Proxmox VE puts the text of an
 * error into the HTTP reason phrase, and releases before http-server 5.2.0 put it nowhere else; the JDK's client and the
 * reactive ones drop that phrase. {@code RestClient} would pass it on, but stands in the way of two things a control
 * plane needs: to know for certain whether a write left this machine before the connection failed, and to cut a call at
 * its total time, however slowly the other side drips.
 *
 * <p>{@link dev.moru.proxmox.ProxmoxClient} is the way in. Every failure is a {@link
 * dev.moru.proxmox.ProxmoxException}, whose {@link dev.moru.proxmox.RetryClass} says what a caller may do about it.
 * Behaviour, units and texts follow the Proxmox VE API reference (API schema 9.1, server code 9.2; 8.x where it differs).
 */
@NullMarked
package dev.moru.proxmox;

import org.jspecify.annotations.NullMarked;
