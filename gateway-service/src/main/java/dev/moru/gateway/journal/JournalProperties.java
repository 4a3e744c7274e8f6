package dev.moru.gateway.journal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the end of the journal is followed.
 *
 * @param poll how often a replica looks for what others have appended
 * @param windowEntries how many entries are kept in memory; a reader that is further behind is dropped
 * @param windowSize how much of memory they may take
 * @param heartbeat how often a quiet stream gives a sign of life
 */
@ConfigurationProperties("moru.gateway.journal")
record JournalProperties(
        @DefaultValue("250ms") Duration poll,
        @DefaultValue("4096") int windowEntries,
        @DefaultValue("16MB") DataSize windowSize,
        @DefaultValue("15s") Duration heartbeat) {}
