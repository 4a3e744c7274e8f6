package dev.moru.durable;

import java.util.Optional;
import java.util.function.Function;

/**
 * The message types that a service knows.
 *
 * @param nameOf the logical name of a record's class
 * @param classOf the record's class of a logical name; empty when unknown
 */
public record MessageTypes(Function<Class<?>, String> nameOf, Function<String, Optional<? extends Class<?>>> classOf) {}
