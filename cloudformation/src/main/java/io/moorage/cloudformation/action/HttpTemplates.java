package io.moorage.cloudformation.action;

import io.moorage.cloudformation.template.TemplateText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Templates from web servers that this machine can reach: where AWS reads an object of S3, its owner here serves a directory
 * (e.g. with {@code python3 -m http.server}). Files of this machine are not read for whoever may call the API.
 */
public final class HttpTemplates implements TemplateSource {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    @Override
    public String read(String url) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        } catch (IllegalArgumentException e) {
            throw Errors.validation("TemplateURL must be a supported URL: http or https, not " + url);
        }
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != OK) {
                    throw unreadable(url, "it answers " + response.statusCode());
                }
                byte[] text = body.readNBytes(TemplateText.MAX_BYTES + 1);
                if (text.length > TemplateText.MAX_BYTES) {
                    throw Errors.validation("Template may not exceed " + TemplateText.MAX_BYTES + " bytes in size.");
                }
                return new String(text, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw unreadable(url, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreadable(url, "interrupted");
        }
    }

    private static RuntimeException unreadable(String url, String why) {
        return Errors.validation(
                "TemplateURL must reference a template that the control plane can read: " + url + ": " + why);
    }
}
