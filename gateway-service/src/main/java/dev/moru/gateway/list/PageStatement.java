package dev.moru.gateway.list;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The statement that reads one page, and one row more to know whether another follows. */
record PageStatement(String sql, List<Object> values, String list, SortOrder order, Field key, int size) {

    private static final String SORT = "page_sort";
    private static final String KEY = "page_key";

    static PageStatement of(ListTable table, Where where, ListRequest request) {
        var order = orderOf(table, request.orderBy());
        var list = PageToken.listOf(table.from(), request.filter(), request.orderBy());
        var filter = request.filter();
        var token = request.pageToken();
        var sql = new SqlText();
        sql.add("select ").add(table.columns());
        sql.add(", ").add(order.field().column()).add(" as ").add(SORT);
        sql.add(", ").add(table.key().column()).add(" as ").add(KEY);
        sql.add(" from ").add(table.from());
        where.writeTo(sql);
        if (filter != null) {
            FilterParser.parse(filter, table).writeTo(sql.condition());
        }
        if (token != null) {
            order.writeBehind(sql, table.key(), PageToken.decode(token, list, order.field(), table.key()));
        }
        order.writeTo(sql, table.key());
        sql.add(" limit ").bind(request.size() + 1);
        return new PageStatement(sql.text(), List.copyOf(sql.values()), list, order, table.key(), request.size());
    }

    /** Where the next page begins when this row is the last of its page. */
    PageToken placeOf(Readable row) {
        return new PageToken(value(row, SORT, order.field()), value(row, KEY, key));
    }

    private static Object value(Readable row, String column, Field field) {
        return Objects.requireNonNull(row.get(column, field.type().valueClass()), field.name());
    }

    private static SortOrder orderOf(ListTable table, @Nullable String orderBy) {
        return orderBy == null ? table.order() : SortOrder.parse(orderBy, table);
    }
}
