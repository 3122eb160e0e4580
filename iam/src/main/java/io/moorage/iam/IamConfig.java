package io.moorage.iam;

/** @param accountId twelve digits */
public record IamConfig(String accountId, String region) {}
