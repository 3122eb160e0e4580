package io.moorage.store.sql;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.moorage.store.StoreException;
import io.moorage.store.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows as JSON. Members of records by their names; a sealed type with its record's simple name in the member
 * {@code @type}; Optional.empty left out; Instant and Duration as ISO 8601; bytes as base64; keys of maps are strings or
 * enums.
 *
 * <p>So that an older body can be read after an upgrade: unknown members are ignored, and where a member is missing a
 * collection is empty, an Optional is empty, anything else null or zero, for the record's constructor to judge. Renaming a
 * member or a sealed record's class is not an upgrade but a migration.
 */
public final class RowCodec {
    private final JsonMapper mapper = newMapper();

    /** The body under which a row is stored. */
    public <V> String encode(Table<V> table, V row) {
        try {
            return mapper.writerFor(table.type()).writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new StoreException("a row of " + table.name() + " cannot be written as JSON", e);
        }
    }

    public <V> V decode(Table<V> table, String key, String body) {
        try {
            return mapper.readValue(body, table.type());
        } catch (JsonProcessingException e) {
            throw new StoreException(table.name() + " " + key + " cannot be read by this version of Moorage", e);
        }
    }

    private static JsonMapper newMapper() {
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .annotationIntrospector(new SealedTypes())
                .visibility(PropertyAccessor.ALL, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        for (Class<?> type : List.of(List.class, Set.class, Map.class, Collection.class)) {
            mapper.configOverride(type).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        }
        return mapper;
    }
}
