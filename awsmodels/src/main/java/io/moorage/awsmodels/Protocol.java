package io.moorage.awsmodels;

/** The AWS wire protocols Moorage speaks, named as the C2J models name them. */
public enum Protocol {
    /** {@code json}, versions 1.0 and 1.1: one URI, the operation in {@code X-Amz-Target}. */
    JSON,
    /** {@code rest-json}: HTTP method and path select the operation. */
    REST_JSON,
    /** {@code query}: form parameters in, XML out. */
    QUERY,
    /** {@code ec2}: EC2's variant of {@code query}. */
    EC2,
    /** {@code smithy-rpc-v2-cbor}: a path per operation, CBOR in and out. */
    SMITHY_RPC_V2_CBOR
}
