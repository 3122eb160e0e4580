package io.moorage.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the story showed.
 *
 * @param verified true only when every step was checked and held
 * @param name the load balancer's DNS name, at which the client found MySQL before and after
 * @param timelineMillis milliseconds after the power cut, in the order they happened
 * @param figures seconds and counts by name
 */
public record StoryResult(
        boolean verified,
        String endpoint,
        String name,
        String fileSystemId,
        List<String> instances,
        String survivor,
        String task,
        long acknowledgedCommits,
        long rowsFound,
        Map<String, Long> timelineMillis,
        Map<String, Double> figures) {

    String text(MoorageHome home) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%nPower cut to first commit:%n"));
        timelineMillis.forEach(
                (what, millis) -> text.append(String.format(Locale.ROOT, "  %7.2f s  %s%n", millis / 1000.0, what)));
        text.append(String.format(
                Locale.ROOT,
                "%nAcknowledged commits: %,d   found afterwards: %,d   %s%n",
                acknowledgedCommits,
                rowsFound,
                verified ? "none lost, none doubled" : "NOT VERIFIED"));
        text.append(String.format(
                Locale.ROOT,
                "%nMySQL: %s, port 3306%nRunning: file system %s, instance %s, task %s%nEndpoint: %s%nConsole: %s%n%nTry next:%n",
                name,
                fileSystemId,
                survivor,
                task,
                endpoint,
                home.console()));
        text.append("  mysql -uroot -p")
                .append(StoryStack.PASSWORD)
                .append(" -h $(./moorage resolve ")
                .append(name);
        text.append(") moorage -e 'SELECT COUNT(*) FROM commits'\n");
        for (String line : List.of(
                "aws cloudformation describe-stack-events --stack-name efs-docker"
                        + " --query 'StackEvents[].[LogicalResourceId,ResourceStatus]' --output text",
                "aws autoscaling describe-scaling-activities --query 'Activities[].Description'",
                "aws ecs describe-services --services mysql --query 'services[0].events[:5].message'",
                "aws efs describe-file-systems --query 'FileSystems[].[Name,SizeInBytes.Value]'")) {
            text.append("  ./moorage ").append(line).append('\n');
        }
        text.append("\nStop:  ./moorage down   (data stays; --purge deletes it)");
        return text.toString();
    }
}
