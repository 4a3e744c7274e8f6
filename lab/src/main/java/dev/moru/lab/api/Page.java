package dev.moru.lab.api;

import java.util.List;

/** A part of a longer list; {@code total} stands beside {@code data} in the answer and is left out when it is 0. */
public record Page(List<?> rows, int total) {}
