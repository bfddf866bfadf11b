package dev.kappasweep.results;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.kappasweep.sweep.ParameterColumn;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The kinds of column that the tables use. */
final class Columns {
    private Columns() {}

    static MessageType table(String name, Type... columns) {
        return new MessageType(name, columns);
    }

    static Type text(String name) {
        return Types.required(BINARY).as(stringType()).named(name);
    }

    static Type nullableText(String name) {
        return Types.optional(BINARY).as(stringType()).named(name);
    }

    static Type integer(String name) {
        return Types.required(INT32).named(name);
    }

    static Type nullableInteger(String name) {
        return Types.optional(INT32).named(name);
    }

    static Type of(ParameterColumn.Type type, String name, boolean isNullable) {
        return switch (type) {
            case TEXT -> isNullable ? nullableText(name) : text(name);
            case REAL -> isNullable ? nullableReal(name) : real(name);
            case INTEGER -> isNullable ? nullableInteger(name) : integer(name);
            case BIG_INTEGER -> isNullable ? Types.optional(INT64).named(name) : bigInteger(name);
        };
    }

    static Type of(TableColumn.Kind kind, String name, boolean isNullable) {
        Repetition repetition = isNullable ? Repetition.OPTIONAL : Repetition.REQUIRED;
        return switch (kind) {
            case TEXT -> Types.primitive(BINARY, repetition).as(stringType()).named(name);
            case BYTES -> Types.primitive(BINARY, repetition).named(name);
            case INTEGER -> Types.primitive(INT32, repetition).named(name);
            case BIG_INTEGER -> Types.primitive(INT64, repetition).named(name);
            case REAL -> Types.primitive(DOUBLE, repetition).named(name);
            case INSTANT ->
                Types.primitive(INT64, repetition)
                        .as(timestampType(true, TimeUnit.MICROS))
                        .named(name);
        };
    }

    static Type bytes(String name) {
        return Types.required(BINARY).named(name);
    }

    static Type bigInteger(String name) {
        return Types.required(INT64).named(name);
    }

    static Type real(String name) {
        return Types.required(DOUBLE).named(name);
    }

    static Type nullableReal(String name) {
        return Types.optional(DOUBLE).named(name);
    }

    /** Microseconds since 1970 in UTC. */
    static Type instant(String name) {
        return Types.required(INT64).as(timestampType(true, TimeUnit.MICROS)).named(name);
    }
}
