package io.moorage.awsapi.protocol;

import io.moorage.awsmodels.Member;
import io.moorage.awsmodels.StructureShape;
import io.moorage.awsmodels.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Form parameters to records. EC2 names members by other rules and has only flattened lists. */
final class FormReader {
    private final boolean ec2;

    FormReader(boolean ec2) {
        this.ec2 = ec2;
    }

    <T> T structure(StructureShape<T> shape, Form form) {
        @Nullable Object[] values = new Object[shape.size()];
        List<Member> members = shape.members();
        Function<Member, String> name = ec2 ? Member::ec2Name : FormReader::queryName;
        for (int i = 0; i < values.length; i++) {
            Member member = members.get(i);
            Form child = form.child(name.apply(member));
            values[i] = child == null ? null : value(member.type(), child);
        }
        return shape.create(values);
    }

    /** A flattened list stands under its entries' name. */
    private static String queryName(Member member) {
        if (member.type() instanceof Type.ListType list && list.flattened() && list.memberName() != null) {
            return list.memberName();
        }
        return member.wireName();
    }

    private @Nullable Object value(Type type, Form form) {
        return switch (type) {
            case Type.StructureType structure -> structure(structure.shape(), form);
            case Type.ListType list -> list(list, form);
            case Type.MapType map -> map(map, form);
            default -> scalar(type, form);
        };
    }

    private static @Nullable Object scalar(Type type, Form form) {
        String text = form.value();
        if (text == null) {
            throw new Malformed("Start of structure or map found where not expected.");
        }
        return Scalars.parse(type, text);
    }

    private List<Object> list(Type.ListType type, Form form) {
        Form holder = form;
        if (!ec2 && !type.flattened()) {
            String name = type.memberName() == null ? "member" : type.memberName();
            Form named = form.child(name);
            holder = named == null ? form : named;
        }
        List<Object> values = new ArrayList<>();
        for (Form entry : holder.entries()) {
            Object value = value(type.member(), entry);
            if (value != null) {
                values.add(value);
            }
        }
        if (values.isEmpty() && form.value() != null && !form.value().isEmpty()) {
            throw new Malformed("Start of list not found where expected");
        }
        return values;
    }

    private Map<String, Object> map(Type.MapType type, Form form) {
        Form holder = form;
        Form named = form.child("entry");
        if (!type.flattened() && named != null) {
            holder = named;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Form entry : holder.entries()) {
            Form key = entry.child(type.keyName() == null ? "key" : type.keyName());
            Form value = entry.child(type.valueName() == null ? "value" : type.valueName());
            if (key != null && key.value() != null && value != null) {
                Object content = value(type.value(), value);
                if (content != null) {
                    values.put(key.value(), content);
                }
            }
        }
        return values;
    }
}
