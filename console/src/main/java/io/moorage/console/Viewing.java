package io.moorage.console;

import io.moorage.awsapi.Principal;
import io.moorage.awsapi.dispatch.JsonCalls;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.console.session.Session;
import java.util.Optional;

/**
 * Somebody looks at something.
 *
 * @param principal empty when nobody is signed in
 * @param version from before anything was asked: what changes meanwhile is news to the page
 */
record Viewing(HttpRequest request, Session session, Optional<Principal> principal, long version) {
    /** What was asked for, with its query. */
    String address() {
        return request.rawQuery().isEmpty() ? request.rawPath() : request.rawPath() + "?" + request.rawQuery();
    }

    /** Calls of the API as this one, from where the browser is. */
    JsonCalls.From as(Principal principal) {
        return new JsonCalls.From(principal, request.sourceAddress(), request.secure());
    }
}
