package io.moorage.model.iam;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an identity is allowed and denied.
 *
 * @param inline documents embedded in the identity, by policy name
 * @param attached ARNs of managed policies
 */
public record Policies(Map<String, String> inline, Set<String> attached) {
    public static final Policies NONE = new Policies(Map.of(), Set.of());

    public Policies {
        inline = Collections.unmodifiableSortedMap(new TreeMap<>(inline));
        attached = Collections.unmodifiableSortedSet(new TreeSet<>(attached));
    }

    public Policies withInline(String name, String document) {
        SortedMap<String, String> documents = new TreeMap<>(inline);
        documents.put(name, document);
        return new Policies(documents, attached);
    }

    public Policies withoutInline(String name) {
        SortedMap<String, String> documents = new TreeMap<>(inline);
        documents.remove(name);
        return new Policies(documents, attached);
    }

    public Policies attach(String arn) {
        SortedSet<String> arns = new TreeSet<>(attached);
        arns.add(arn);
        return new Policies(inline, arns);
    }

    public Policies detach(String arn) {
        SortedSet<String> arns = new TreeSet<>(attached);
        arns.remove(arn);
        return new Policies(inline, arns);
    }

    public boolean isEmpty() {
        return inline.isEmpty() && attached.isEmpty();
    }
}
