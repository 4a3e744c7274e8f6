package dev.moru.gateway.fold;

/**
 * How the journal compares with a topic.
 *
 * @param entries how many the journal has of it
 * @param missing handled messages that the journal does not have
 * @param foreign entries that no message stands behind
 * @param different entries that say something else than their message
 * @param repeated entries that are there more than once
 * @param misplaced entries that stand before one that their stream has before them
 */
public record TopicVerdict(
        String topic, long entries, long missing, long foreign, long different, long repeated, long misplaced) {

    public boolean intact() {
        return missing + foreign + different + repeated + misplaced == 0;
    }
}
