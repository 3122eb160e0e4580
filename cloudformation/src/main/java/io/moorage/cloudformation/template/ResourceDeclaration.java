package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * An entry of {@code Resources}.
 *
 * @param properties not evaluated; an object
 * @param dependsOn what was written in {@code DependsOn}; {@link Dependencies} adds what its properties refer to
 * @param creationPolicy an object, empty where there is none; the same goes for {@code updatePolicy} and {@code metadata}
 */
public record ResourceDeclaration(
        String logicalId,
        String type,
        JsonNode properties,
        Set<String> dependsOn,
        Optional<String> condition,
        JsonNode creationPolicy,
        JsonNode updatePolicy,
        DeletionPolicy deletionPolicy,
        DeletionPolicy updateReplacePolicy,
        JsonNode metadata) {

    /** What becomes of a resource that its stack no longer wants. */
    public enum DeletionPolicy {
        DELETE("Delete"),
        RETAIN("Retain"),
        RETAIN_EXCEPT_ON_CREATE("RetainExceptOnCreate"),
        SNAPSHOT("Snapshot");

        private final String word;

        DeletionPolicy(String word) {
            this.word = word;
        }

        /** As templates write it. */
        public String word() {
            return word;
        }

        static Optional<DeletionPolicy> of(String word) {
            for (DeletionPolicy each : values()) {
                if (each.word.equals(word)) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }
    }
}
