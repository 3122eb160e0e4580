package io.moorage.s3;

import io.moorage.awsapi.http.HttpAnswer;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An answer's document, element by element. */
public final class S3Xml {
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final XMLStreamWriter out;

    private S3Xml(XMLStreamWriter out) {
        this.out = out;
    }

    /** An answer whose root is {@code name}. */
    public static HttpAnswer answer(String name, Consumer<S3Xml> content) {
        return HttpAnswer.of(200, "application/xml", document(name, NAMESPACE, content));
    }

    /** Errors are of no namespace. */
    static String error(Consumer<S3Xml> content) {
        return document("Error", "", content);
    }

    private static String document(String name, String namespace, Consumer<S3Xml> content) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            out.writeStartElement(name);
            if (!namespace.isEmpty()) {
                out.writeDefaultNamespace(namespace);
            }
            content.accept(new S3Xml(out));
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory", e);
        }
        return text.toString();
    }

    public S3Xml text(String name, String content) {
        return element(name, inner -> inner.characters(content));
    }

    public S3Xml time(String name, Instant time) {
        return text(name, TIME.format(time));
    }

    public S3Xml element(String name, Consumer<S3Xml> content) {
        try {
            out.writeStartElement(name);
            content.accept(this);
            out.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory", e);
        }
    }

    /** Of an element that holds text only. */
    public S3Xml characters(String content) {
        try {
            out.writeCharacters(content);
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory", e);
        }
    }
}
