package dev.moru.gateway.list;

import org.jspecify.annotations.Nullable;

/**
 * The query parameters that every list has.
 *
 * @param pageSize at most 500; 50 when absent
 * @param pageToken {@link Page#nextPageToken} of the page before
 * @param filter for example {@code state=RUNNING AND name:web}
 * @param orderBy one field, with {@code desc} behind it for the reverse
 */
public record ListRequest(
        @Nullable Integer pageSize,
        @Nullable String pageToken,
        @Nullable String filter,
        @Nullable String orderBy) {

    public static final int DEFAULT_PAGE_SIZE = 50;
    public static final int MAX_PAGE_SIZE = 500;

    public ListRequest {
        pageToken = presentOrNull(pageToken);
        filter = presentOrNull(filter);
        orderBy = presentOrNull(orderBy);
    }

    /** @throws InvalidListRequest when the size is out of bounds */
    public int size() {
        if (pageSize == null) {
            return DEFAULT_PAGE_SIZE;
        }
        if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
            throw new InvalidListRequest("pageSize", "must be from 1 to " + MAX_PAGE_SIZE);
        }
        return pageSize;
    }

    private static @Nullable String presentOrNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
