package dev.moru.gateway.list;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextPageToken where the next page begins; absent on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextPageToken) {

    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> translation) {
        return new Page<>(items.stream().<R>map(translation).toList(), nextPageToken);
    }
}
