package io.moorage.iam.action;

import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.Role;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import io.moorage.store.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Identities that may have a permissions boundary: users and roles. */
record Bounded<T>(
        String kind,
        Holders<T> holders,
        Table<T> table,
        Function<T, Optional<String>> boundary,
        BiFunction<T, Optional<String>, T> with) {
    static final Bounded<User> USERS = new Bounded<>(
            "user", Holders.USERS, IamTables.USERS, User::permissionsBoundary, User::withPermissionsBoundary);
    static final Bounded<Role> ROLES = new Bounded<>(
            "role", Holders.ROLES, IamTables.ROLES, Role::permissionsBoundary, Role::withPermissionsBoundary);

    /** The managed policy becomes what the permissions must lie within. */
    void put(Store store, AwsManagedPolicies managed, String name, String policyArn) {
        T ignored = store.transact(tx -> {
            T found = with.apply(holders.changeable(tx, name), Boundaries.checked(tx, managed, policyArn));
            tx.update(table, found);
            return found;
        });
    }

    /** The permissions are those of the policies again. */
    void delete(Store store, String name) {
        T ignored = store.transact(tx -> {
            T found = holders.changeable(tx, name);
            if (boundary.apply(found).isEmpty()) {
                throw Refusal.noSuchEntity(
                        "The " + kind + " with name " + name + " does not have a permissions boundary.");
            }
            T free = with.apply(found, Optional.empty());
            tx.update(table, free);
            return free;
        });
    }

    /** The condition key of the boundary that is there. */
    Map<String, List<String>> key(ReadView view, String name) {
        return Boundaries.keyOf(view.find(table, name).flatMap(boundary), Map.of());
    }
}
