package dev.moru.gateway.problem;

/**
 * What is wrong with one place of a request.
 *
 * @param pointer JSON pointer into the body, or the name of a query parameter after {@code ?}
 */
public record FieldError(String pointer, String detail) {}
