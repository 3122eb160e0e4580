package io.moorage.cloudformation.engine;

import io.moorage.cloudformation.resource.ResourceTypes;
import io.moorage.cloudformation.resource.TypeChecks;
import io.moorage.cloudformation.template.InvalidTemplateException;
import io.moorage.cloudformation.template.Template;
import io.moorage.cloudformation.template.TemplateReader;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads templates, and remembers those read last: a stack under way is looked at many times. Thread-safe. */
public final class Templates {
    private static final int REMEMBERED = 64;

    private final TemplateReader reader;
    private final TypeChecks checks;
    private final Map<String, Template> newest = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Template> eldest) {
            return size() > REMEMBERED;
        }
    };

    public Templates(ResourceTypes types) {
        this.reader = new TemplateReader(types::isKnown);
        this.checks = new TypeChecks(types);
    }

    /** What a template's text declares, all of which can be made. */
    public Template read(String body) throws InvalidTemplateException {
        synchronized (newest) {
            Template known = newest.get(body);
            if (known != null) {
                return known;
            }
        }
        Template template = reader.read(body);
        checks.check(template);
        synchronized (newest) {
            newest.put(body, template);
        }
        return template;
    }

    /** What a stack has was read before. */
    Template accepted(String body) {
        try {
            return read(body);
        } catch (InvalidTemplateException e) {
            throw new IllegalStateException("a stack has a template that this version of Moorage refuses", e);
        }
    }
}
