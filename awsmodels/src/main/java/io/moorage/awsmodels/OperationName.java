package io.moorage.awsmodels;

/** An operation AWS has, implemented here or not: enough to name it in a refusal. */
public record OperationName(String name, String httpMethod, String requestUri) {}
