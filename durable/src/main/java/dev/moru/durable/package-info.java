/**
 * The durable kit: the mechanisms where a wrong copy loses data.
 *
 * <ul>
 *   <li>{@code outbox}: messages are written with the state that they report, and relayed to Kafka in order;
 *   <li>{@code consume}: each message is handled once, in the transaction that stores how far its stream was read;
 *   <li>{@code work}: side effects run under a lease with a fence, one per aggregate, bounded by lanes;
 *   <li>{@code timer}: what has to happen at a time, judged by the clock of the database.
 * </ul>
 *
 * It knows no business noun: streams, subjects, aggregates and bytes are all it sees.
 */
@NullMarked
package dev.moru.durable;

import org.jspecify.annotations.NullMarked;
