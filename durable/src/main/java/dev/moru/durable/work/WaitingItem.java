package dev.moru.durable.work;

import java.util.UUID;

/**
 * An item that is due and was not begun.
 *
 * @param lane the fullest lane that it needs; empty when it waits for its aggregate or a free worker
 * @param position counts from 1 among those that wait for the lane
 */
public record WaitingItem(UUID id, UUID aggregate, String lane, int position) {}
