package io.moorage.vfs;

/** Bits of the ACCESS question (RFC 7530 section 16.1). */
public final class Access {
    public static final int READ = 0x01;
    public static final int LOOKUP = 0x02;
    public static final int MODIFY = 0x04;
    public static final int EXTEND = 0x08;
    public static final int DELETE = 0x10;
    public static final int EXECUTE = 0x20;

    private Access() {}
}
