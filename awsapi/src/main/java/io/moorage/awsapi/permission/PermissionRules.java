package io.moorage.awsapi.permission;

import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import java.util.List;

/** What callers of a service must be allowed, told for all its operations in one place (Service Authorization Reference). */
public interface PermissionRules {
    /** All of these, first that for the operation itself. */
    <I> List<Permission> of(Operation<I, ?> operation, I input, RequestContext context);
}
