package dev.moru.durable.start;

/** What has to have gone well before anything is read or sent. */
interface Look {

    /** Makes the topics and compares them with the database; fails while one of the two is away. */
    void atKafka();

    /** Whether the service must not even accept before. */
    boolean isIndispensable();
}
