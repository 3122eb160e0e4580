package io.moorage.elb.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.elb.ElbOperations;

/** Refusals that several actions share, in Elastic Load Balancing's words. */
final class Refusal {
    private static final int BAD_REQUEST = 400;

    private Refusal() {}

    static AwsException invalid(String message) {
        return new AwsException("ValidationError", BAD_REQUEST, message);
    }

    static AwsException noLoadBalancer(String name) {
        return new AwsException(
                ElbOperations.ERROR_ACCESS_POINT_NOT_FOUND_EXCEPTION,
                "There is no ACTIVE Load Balancer named '" + name + "'");
    }

    static AwsException noInstance(String id) {
        return new AwsException(
                ElbOperations.ERROR_INVALID_END_POINT_EXCEPTION, "Could not find EC2 instance " + id + ".");
    }

    static AwsException noListener(int port) {
        return new AwsException(
                ElbOperations.ERROR_LISTENER_NOT_FOUND_EXCEPTION,
                "LoadBalancer does not have a listener configured for the given port: " + port);
    }

    static AwsException noPolicy(String name) {
        return new AwsException(
                ElbOperations.ERROR_POLICY_NOT_FOUND_EXCEPTION,
                "There is no policy with name " + name + " for this load balancer");
    }

    static AwsException noPolicyType(String word) {
        return new AwsException(
                ElbOperations.ERROR_POLICY_TYPE_NOT_FOUND_EXCEPTION, "Policy Type: " + word + " not found.");
    }

    static AwsException configuration(String message) {
        return new AwsException(ElbOperations.ERROR_INVALID_CONFIGURATION_REQUEST_EXCEPTION, message);
    }

    static AwsException noCertificate(String arn) {
        return new AwsException(
                ElbOperations.ERROR_CERTIFICATE_NOT_FOUND_EXCEPTION,
                "Server Certificate not found for the key: " + arn);
    }

    /** What AWS does and Moorage does not do: said, instead of pretended. */
    static AwsException unsupported(String what) {
        return new AwsException("UnsupportedOperation", BAD_REQUEST, what + " is not supported by Moorage.");
    }
}
