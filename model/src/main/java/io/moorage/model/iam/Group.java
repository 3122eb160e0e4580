package io.moorage.model.iam;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Users who share policies.
 *
 * @param id {@code AGPA...}
 * @param members names of users
 */
public record Group(
        String name, String path, String arn, String id, Instant created, Policies policies, Set<String> members) {
    public Group {
        members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
    }

    public Group withPolicies(Policies changed) {
        return new Group(name, path, arn, id, created, changed, members);
    }

    public Group with(String user) {
        SortedSet<String> more = new TreeSet<>(members);
        more.add(user);
        return new Group(name, path, arn, id, created, policies, more);
    }

    public Group without(String user) {
        SortedSet<String> fewer = new TreeSet<>(members);
        fewer.remove(user);
        return new Group(name, path, arn, id, created, policies, fewer);
    }

    /** The same group under another name and path. */
    public Group renamed(String changedName, String changedPath, String changedArn) {
        return new Group(changedName, changedPath, changedArn, id, created, policies, members);
    }
}
