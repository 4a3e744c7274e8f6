package dev.moru.gateway.journal;

/**
 * The statement that reads the next entries behind a position: so many at most, and fewer when they are large. What one statement
 * reads stands in memory, and has to be read within the time that a statement may take. One entry is read in any case.
 */
final class NextEntries {

    /** Most entries are smaller; where they are, their number decides. */
    private static final int BYTES_OF_AN_ENTRY = 4096;

    private static final String SQL = """
            select position, id, topic, source, subject, epoch, sequence, type, time, project, site, severity, actor,
                   operation, causation, data
            from (select *, sum(octet_length(data)) over (order by position) - octet_length(data) as bytes_before
                  from (select * from journal where position > %1$s order by position limit %2$s) next) counted
            where bytes_before < %2$s * %3$d
            order by position
            """;

    private NextEntries() {}

    /**
     * The statement.
     *
     * @param position the marker of the position
     * @param atMost the marker of the number of entries, which stands there twice
     */
    static String sql(String position, String atMost) {
        return SQL.formatted(position, atMost, BYTES_OF_AN_ENTRY);
    }
}
