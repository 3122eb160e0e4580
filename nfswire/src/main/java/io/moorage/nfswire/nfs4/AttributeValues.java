package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.BadUtf8Exception;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Attributes with their values, to be built or read one by one. One thread at a time. */
public final class AttributeValues {
    /** Invariant: at each attribute's number its value, of its type, or null; the mask says which are there. */
    private final @Nullable Object[] values = new Object[Attribute.SUPPATTR_EXCLCREAT.number() + 1];

    private Bitmap4 mask = Bitmap4.EMPTY;

    public <T> AttributeValues with(Attribute<T> attribute, T value) {
        values[attribute.number()] = value;
        mask = mask.with(attribute.number());
        return this;
    }

    public Bitmap4 mask() {
        return mask;
    }

    public boolean has(Attribute<?> attribute) {
        return mask.has(attribute.number());
    }

    public <T> Optional<T> find(Attribute<T> attribute) {
        return Optional.ofNullable(value(attribute));
    }

    /** @throws NoSuchElementException when it is not there */
    public <T> T get(Attribute<T> attribute) {
        T value = value(attribute);
        if (value == null) {
            throw new NoSuchElementException("no attribute " + attribute);
        }
        return value;
    }

    public Fattr4 toFattr4() {
        XdrWriter out = new XdrWriter(ByteBuffer.allocate(encodedBound()));
        for (int bit = mask.next(0); bit >= 0; bit = mask.next(bit + 1)) {
            Attribute<?> attribute = Attribute.of(bit);
            if (attribute != null) {
                encode(attribute, out);
            }
        }
        return new Fattr4(mask, out.buffer().flip());
    }

    static AttributeValues parse(Fattr4 attributes) throws Nfs4Exception {
        AttributeValues all = new AttributeValues();
        XdrReader in = new XdrReader(attributes.values().duplicate());
        Bitmap4 mask = attributes.mask();
        try {
            for (int bit = mask.next(0); bit >= 0; bit = mask.next(bit + 1)) {
                Attribute<?> attribute = Attribute.of(bit);
                if (attribute == null) {
                    throw new Nfs4Exception(Nfs4Status.ATTRNOTSUPP, "attribute " + bit);
                }
                all.decode(attribute, in);
            }
            in.end();
        } catch (XdrException e) {
            throw new Nfs4Exception(Nfs4Status.BADXDR, "attributes: " + e.getMessage());
        } catch (BadUtf8Exception e) {
            throw new Nfs4Exception(Nfs4Status.INVAL, "an attribute is not UTF-8");
        }
        return all;
    }

    private <T> void decode(Attribute<T> attribute, XdrReader in) throws XdrException, BadUtf8Exception {
        with(attribute, attribute.decode(in));
    }

    private <T> void encode(Attribute<T> attribute, XdrWriter out) {
        attribute.encode(get(attribute), out);
    }

    @SuppressWarnings("unchecked")
    private <T> @Nullable T value(Attribute<T> attribute) {
        return (T) values[attribute.number()];
    }

    /** No value is longer than 64 bytes but strings, which are at most 3 bytes a char. */
    private int encodedBound() {
        int bound = 64 * Attribute.ALL.size() + 256;
        for (Object value : values) {
            if (value instanceof String text) {
                bound += 3 * text.length();
            }
        }
        return bound;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int bit = mask.next(0); bit >= 0; bit = mask.next(bit + 1)) {
            text.append(Attribute.of(bit)).append('=').append(values[bit]).append(' ');
        }
        return text.append('}').toString();
    }
}
