package dev.moru.gateway.journal;

/**
 * Which places of the journal there are.
 *
 * @param earliest the first that can be resumed from
 * @param end the last
 */
record JournalBounds(Cursor earliest, Cursor end) {

    boolean hold(Cursor cursor) {
        return cursor.epoch() == end.epoch()
                && cursor.position() >= earliest.position()
                && cursor.position() <= end.position();
    }
}
