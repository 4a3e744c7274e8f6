package dev.moru.gateway.list;

import java.util.Set;

/**
 * A field by which a list can be filtered.
 *
 * @param column an expression of the code; never a caller's
 * @param sortable whether an index gives its order; its column is then never null
 * @param searchable whether an index over {@code name_parts} of the column finds parts of it
 * @param words the only values there are; empty when any will do
 */
record Field(String name, String column, FieldType type, boolean sortable, boolean searchable, Set<String> words) {}
