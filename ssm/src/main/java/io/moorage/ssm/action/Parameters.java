package io.moorage.ssm.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.model.ssm.Parameter;
import io.moorage.ssm.PublicParameters;
import io.moorage.store.ReadView;
import io.moorage.store.SsmTables;
import io.moorage.store.Store;
import java.util.Optional;

/**
 * Finds parameters: those that were put, and the public ones.
 *
 * @param known AWS's own
 */
record Parameters(Store store, PublicParameters known) {
    private static final String PUBLIC = "/aws/service/";

    /** A parameter's ARN; a public one belongs to no account. */
    static String arn(RequestContext context, String name) {
        String account = name.startsWith(PUBLIC) ? "" : context.accountId();
        String path = name.startsWith("/") ? name : "/" + name;
        return "arn:aws:ssm:" + context.region() + ":" + account + ":parameter" + path;
    }

    /** The name in what a request calls a parameter: a name or an ARN, with or without a version or label. */
    static String name(RequestContext context, String asked) {
        String arn = "arn:aws:ssm:" + context.region() + ":" + context.accountId() + ":parameter";
        String named = asked.startsWith(arn) ? asked.substring(arn.length()) : asked;
        int selector = named.indexOf(':');
        String name = selector < 0 ? named : named.substring(0, selector);
        // An ARN has the slash that the name of one word has not.
        return asked.startsWith(arn) && name.indexOf('/', 1) < 0 ? name.substring(1) : name;
    }

    /**
     * Only the newest version is kept.
     *
     * @throws AwsException when there is none, or not in the version that is asked for
     */
    Parameter named(ReadView view, RequestContext context, String asked) {
        Parameter found = find(view, name(context, asked)).orElseThrow(() -> Refusal.notFound(name(context, asked)));
        String version = selector(context, asked).orElse(Long.toString(found.version()));
        if (!version.equals(Long.toString(found.version()))) {
            throw new AwsException(
                    SsmOperations.ERROR_PARAMETER_VERSION_NOT_FOUND,
                    "Systems Manager could not find version " + version + " of " + found.name()
                            + ": Moorage keeps the newest, which is " + found.version() + ".");
        }
        return found;
    }

    Optional<Parameter> find(ReadView view, String name) {
        return view.find(SsmTables.PARAMETERS, name).or(() -> known.find(name));
    }

    /** What follows a name's colon. */
    static Optional<String> selector(RequestContext context, String asked) {
        String arn = "arn:aws:ssm:" + context.region() + ":" + context.accountId() + ":parameter";
        String named = asked.startsWith(arn) ? asked.substring(arn.length()) : asked;
        int selector = named.indexOf(':');
        return selector < 0 ? Optional.empty() : Optional.of(named.substring(selector + 1));
    }
}
