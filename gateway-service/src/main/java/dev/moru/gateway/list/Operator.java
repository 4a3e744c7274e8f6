package dev.moru.gateway.list;

import java.util.Optional;

/** What may stand between a field and a value. */
enum Operator {
    LESS_OR_EQUAL("<=", "<="),
    GREATER_OR_EQUAL(">=", ">="),
    NOT_EQUAL("!=", "is distinct from"),
    LESS("<", "<"),
    GREATER(">", ">"),
    EQUAL("=", "="),
    HAS(":", "");

    private final String sign;
    private final String sql;

    Operator(String sign, String sql) {
        this.sign = sign;
        this.sql = sql;
    }

    /** The longest operator that the text has at a place. */
    static Optional<Operator> at(String text, int index) {
        for (var operator : values()) {
            if (text.startsWith(operator.sign, index)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    String sign() {
        return sign;
    }

    String sql() {
        return sql;
    }
}
