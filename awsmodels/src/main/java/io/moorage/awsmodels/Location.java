package io.moorage.awsmodels;

/** Where a member travels in an HTTP request or answer ({@code location} in C2J). */
public enum Location {
    BODY,
    URI,
    QUERYSTRING,
    HEADER,
    HEADERS,
    STATUS_CODE
}
