package io.moorage.iam.action;

import io.moorage.model.iam.Policies;

/** IAM's quotas on the policies of one identity (IAM user guide, "IAM and AWS STS quotas"). */
final class Quotas {
    private static final int ATTACHED = 10;
    private static final int ROLE_INLINE = 10_240;
    private static final int USER_INLINE = 2048;

    private Quotas() {}

    static Policies ofRole(Policies policies, String name) {
        return checked(policies, "role", name, "PoliciesPerRole", ROLE_INLINE);
    }

    static Policies ofUser(Policies policies, String name) {
        return checked(policies, "user", name, "PoliciesPerUser", USER_INLINE);
    }

    private static Policies checked(Policies policies, String kind, String name, String quota, int inline) {
        if (policies.attached().size() > ATTACHED) {
            throw Refusal.limitExceeded("Cannot exceed quota for " + quota + ": " + ATTACHED);
        }
        int size =
                policies.inline().values().stream().mapToInt(Documents::sizeOf).sum();
        if (size > inline) {
            throw Refusal.limitExceeded(
                    "Maximum policy size of " + inline + " bytes exceeded for " + kind + " " + name);
        }
        return policies;
    }
}
