package io.moorage.cloudformation.action;

/** Where templates that are named by a URL come from. */
public interface TemplateSource {
    /**
     * The text of a template.
     *
     * @param url {@code http} or {@code https}
     * @throws io.moorage.awsapi.AwsException ValidationError when there is no template
     */
    String read(String url);
}
