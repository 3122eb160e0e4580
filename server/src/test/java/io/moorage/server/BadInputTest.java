package io.moorage.server;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mistakes, against the whole server: each gets the status and code that the API references name and a message that says
 * what is wrong, and leaves nothing behind. What is the same for every operation of a protocol is tested in {@code awsapi}.
 */
final class BadInputTest extends UnharmedAccount {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"mountPoints":[{"sourceVolume":"data","containerPath":"/d"}]}]} | ClientException | Unknown volume 'data'
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[]} | ClientException | Container list cannot be empty.
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b"}]} | ClientException | 'memory' or 'memoryReservation'
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"image":"b","memory":64}]} | ClientException | Container.name
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","memory":64}]} | ClientException | Container.image
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64},{"name":"a","image":"b","memory":64}]} | ClientException | must be unique: a
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"essential":false}]} | ClientException | at least one essential container
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"portMappings":[{"containerPort":70000}]}]} | ClientException | Invalid container port: 70000
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"dependsOn":[{"containerName":"b","condition":"START"}]}]} | ClientException | b
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"dependsOn":[{"containerName":"a","condition":"LATER"}]}]} | InvalidParameterException | enum value set: [START, COMPLETE, SUCCESS, HEALTHY]
            RegisterTaskDefinition | {"family":"web","volumes":[{"name":"d","efsVolumeConfiguration":{"fileSystemId":"my-files"}}],"containerDefinitions":[{"name":"a","image":"b","memory":64}]} | ClientException | Invalid EFS file system ID: my-files
            RegisterTaskDefinition | {"family":"web","volumes":[{"name":"d","host":{"sourcePath":"relative"}}],"containerDefinitions":[{"name":"a","image":"b","memory":64}]} | ClientException | invalid host source path: relative
            RegisterTaskDefinition | {"family":"my web","containerDefinitions":[{"name":"a","image":"b","memory":64}]} | ClientException | Family contains invalid characters.
            RegisterTaskDefinition | {"family":"web","memory":"lots","containerDefinitions":[{"name":"a","image":"b"}]} | ClientException | Invalid 'memory' setting for task.
            RegisterTaskDefinition | {"family":"web","requiresCompatibilities":["FARGATE"],"containerDefinitions":[{"name":"a","image":"b","memory":64}]} | ClientException | FARGATE is not supported by Moorage yet
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"ulimits":[{"name":"nofile"}]}]} | InvalidParameterException | softLimit
            RegisterTaskDefinition | {"family":"web","tags":[{"key":"aws:x","value":"y"}],"containerDefinitions":[{"name":"a","image":"b","memory":64}]} | InvalidParameterException | aws:
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"secrets":[{"name":"P","valueFrom":"/p"}]}]} | ClientException | must also specify a value for 'executionRoleArn'
            RegisterTaskDefinition | {"family":"web","executionRoleArn":"arn:aws:iam::123456789012:role/taken","containerDefinitions":[{"name":"a","image":"b","memory":64,"environment":[{"name":"P","value":"v"}],"secrets":[{"name":"P","valueFrom":"/p"}]}]} | ClientException | existing environment variables set on the container, such as 'P'.
            RegisterTaskDefinition | {"family":"web","executionRoleArn":"arn:aws:iam::123456789012:role/taken","containerDefinitions":[{"name":"a","image":"b","memory":64,"secrets":[{"name":"P","valueFrom":"arn:aws:secretsmanager:us-east-1:123456789012:secret:p"}]}]} | ClientException | invalid valueFrom
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"environmentFiles":[{"type":"s3","value":"arn:aws:s3:::bucket/f.env"}]}]} | ClientException | must also specify a value for 'executionRoleArn'
            RegisterTaskDefinition | {"family":"web","executionRoleArn":"arn:aws:iam::123456789012:role/taken","containerDefinitions":[{"name":"a","image":"b","memory":64,"environmentFiles":[{"type":"s3","value":"s3://bucket/f.env"}]}]} | ClientException | Invalid arn syntax.
            RegisterTaskDefinition | {"family":"web","executionRoleArn":"arn:aws:iam::123456789012:role/taken","containerDefinitions":[{"name":"a","image":"b","memory":64,"environmentFiles":[{"type":"s3","value":"arn:aws:s3:::bucket/f.txt"}]}]} | ClientException | must have the file extension .env
            RegisterTaskDefinition | {"family":"web","executionRoleArn":"arn:aws:iam::123456789012:role/taken","containerDefinitions":[{"name":"a","image":"b","memory":64,"environmentFiles":[{"type":"s3","value":"arn:aws:s3:::bucket/f.env"},{"type":"s3","value":"arn:aws:s3:::bucket/f.env"},{"type":"s3","value":"arn:aws:s3:::bucket/f.env"},{"type":"s3","value":"arn:aws:s3:::bucket/f.env"},{"type":"s3","value":"arn:aws:s3:::bucket/f.env"},{"type":"s3","value":"arn:aws:s3:::bucket/f.env"},{"type":"s3","value":"arn:aws:s3:::bucket/f.env"},{"type":"s3","value":"arn:aws:s3:::bucket/f.env"},{"type":"s3","value":"arn:aws:s3:::bucket/f.env"},{"type":"s3","value":"arn:aws:s3:::bucket/f.env"},{"type":"s3","value":"arn:aws:s3:::bucket/f.env"}]}]} | ClientException | at most 10 environment files
            RegisterTaskDefinition | {"family":"web","executionRoleArn":"arn:aws:iam::123456789012:role/taken","containerDefinitions":[{"name":"a","image":"b","memory":64,"environmentFiles":[{"type":"ftp","value":"arn:aws:s3:::bucket/f.env"}]}]} | InvalidParameterException | environmentFiles
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"g"}}}]} | ClientException | Log driver awslogs requires options: awslogs-region
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"logConfiguration":{"logDriver":"awsfirelens"}}]} | ClientException | awsfirelens' is not supported by Moorage yet
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64},{"name":"c","image":"b","memory":64,"dependsOn":[{"containerName":"a","condition":"COMPLETE"}]}]} | ClientException | cannot be set on an essential container: 'a'
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64},{"name":"c","image":"b","memory":64,"dependsOn":[{"containerName":"a","condition":"HEALTHY"}]}]} | ClientException | requires a health check of container 'a'
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"dependsOn":[{"containerName":"c","condition":"START"}]},{"name":"c","image":"b","memory":64,"dependsOn":[{"containerName":"a","condition":"START"}]}]} | ClientException | must not form a cycle
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"stopTimeout":1}]} | ClientException | must be at least 2 seconds
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"restartPolicy":{"enabled":true,"restartAttemptPeriod":59}}]} | ClientException | between 60 and 1800 seconds
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"healthCheck":{"command":["true"]}}]} | ClientException | must start with CMD, CMD-SHELL or NONE
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"ulimits":[{"name":"nofile","softLimit":2,"hardLimit":1}]}]} | ClientException | must not be greater than its hard limit
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"linuxParameters":{"swappiness":101}}]} | ClientException | between 0 and 100
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"linuxParameters":{"tmpfs":[{"containerPath":"tmp","size":1}]}}]} | ClientException | absolute containerPath
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"portMappings":[{"containerPortRange":"90-80"}]}]} | ClientException | Invalid container port range: 90-80
            RegisterTaskDefinition | {"family":"web","networkMode":"host","containerDefinitions":[{"name":"a","image":"b","memory":64,"portMappings":[{"containerPortRange":"80-90"}]}]} | ClientException | requires the bridge or the awsvpc network mode
            RegisterTaskDefinition | {"family":"web","networkMode":"awsvpc","containerDefinitions":[{"name":"a","image":"b","memory":64,"portMappings":[{"containerPort":80,"hostPort":8080}]}]} | ClientException | When networkMode=awsvpc, the host ports and container ports in port mappings must match.
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"portMappings":[{"containerPort":80,"hostPort":80},{"containerPort":81,"hostPort":80}]}]} | ClientException | 80/tcp is mapped more than once
            RegisterTaskDefinition | {"family":"web","pidMode":"mine","containerDefinitions":[{"name":"a","image":"b","memory":64}]} | InvalidParameterException | enum value set: [host, task]
            RegisterTaskDefinition | {"family":"web","proxyConfiguration":{"containerName":"a"},"containerDefinitions":[{"name":"a","image":"b","memory":64}]} | ClientException | 'proxyConfiguration' is not supported by Moorage yet
            RegisterTaskDefinition | {"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":64,"resourceRequirements":[{"type":"GPU","value":"1"}]}]} | ClientException | 'resourceRequirements' is not supported by Moorage yet
            RunTask | {"taskDefinition":"web","overrides":{"containerOverrides":[{"name":"web","resourceRequirements":[{"type":"GPU","value":"1"}]}]}} | ClientException | resourceRequirements is not supported by Moorage yet
            DeleteTaskDefinitions | {"taskDefinitions":["web"]} | InvalidParameterException | Missing revision in: web
            DeleteTaskDefinitions | {"taskDefinitions":[]} | InvalidParameterException | 1 to 10 entries
            ExecuteCommand | {"task":"nothing","command":"sh","interactive":true} | InvalidParameterException | The referenced task was not found.
            ExecuteCommand | {"task":"nothing","command":"sh","interactive":false} | InvalidParameterException | Interactive is the only mode supported currently.
            UpdateTaskProtection | {"cluster":"default","tasks":["x"],"protectionEnabled":true,"expiresInMinutes":2881} | InvalidParameterException | between 1 and 2880
            GetTaskProtection | {"cluster":"nowhere","tasks":["x"]} | ClusterNotFoundException | Cluster not found.
            ListTasks | {"startedBy":"me","family":"web"} | InvalidParameterException | it must be the only filter
            DescribeTaskDefinition | {"taskDefinition":"nothing"} | ClientException | Unable to describe task definition.
            DescribeTaskDefinition | {"taskDefinition":"web:99"} | ClientException | Unable to describe task definition.
            DescribeTaskDefinition | {"taskDefinition":"web:first"} | ClientException | Unable to describe task definition.
            DeregisterTaskDefinition | {"taskDefinition":"web"} | InvalidParameterException | Missing revision in: web
            CreateCluster | {"clusterName":"no spaces, please"} | InvalidParameterException | Cluster name must have 1 to 255 letters, numbers, hyphens and underscores.
            CreateCluster | {"capacityProviders":["FARGATE"]} | ClientException | not supported by Moorage yet
            DeleteCluster | {"cluster":"nowhere"} | ClusterNotFoundException | Cluster not found.
            DeleteCluster | {"cluster":"arn:aws:ecs:eu-west-1:123456789012:cluster/default"} | ClusterNotFoundException | Cluster not found.
            RunTask | {"taskDefinition":"web","cluster":"nowhere"} | ClusterNotFoundException | Cluster not found.
            RunTask | {"taskDefinition":"nothing"} | ClientException | TaskDefinition not found.
            RunTask | {"taskDefinition":"web","count":0} | InvalidParameterException | count must be between 1 and 10.
            RunTask | {"taskDefinition":"web","count":11} | InvalidParameterException | count must be between 1 and 10.
            RunTask | {"taskDefinition":"web"} | InvalidParameterException | No Container Instances were found in your cluster.
            RunTask | {"taskDefinition":"web","launchType":"FARGATE"} | ClientException | FARGATE is not supported by Moorage yet
            RunTask | {"taskDefinition":"web","overrides":{"containerOverrides":[{"name":"other"}]}} | InvalidParameterException | other
            StartTask | {"taskDefinition":"web","containerInstances":[]} | InvalidParameterException | Container instances must have 1 to 10 entries.
            StopTask | {"task":"0123456789abcdef0123456789abcdef"} | InvalidParameterException | The referenced task was not found.
            StopTask | {"task":"0123456789abcdef0123456789abcdef","reason":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"} | InvalidParameterException | reason must have at most 255 characters.
            RunTask | {"taskDefinition":"web","propagateTags":"SERVICE"} | InvalidParameterException | propagateTags SERVICE is for tasks of services
            RunTask | {"taskDefinition":"web","placementConstraints":[{"type":"distinctInstance","expression":"attribute:a exists"}]} | InvalidParameterException | can't specify an expression if the constraint type is distinctInstance
            RunTask | {"taskDefinition":"web","placementConstraints":[{"type":"memberOf","expression":"attribute:a =~ ((a{99}){99}){99}"}]} | InvalidParameterException | Invalid expression
            RunTask | {"taskDefinition":"web","tags":[{"key":"a;b","value":"c"}]} | InvalidParameterException | regular expression
            StopTask | {"task":"../../etc/passwd"} | InvalidParameterException | The referenced task was not found.
            DescribeTasks | {"tasks":["x"],"cluster":"nowhere"} | ClusterNotFoundException | Cluster not found.
            DescribeTasks | {} | InvalidParameterException | Value null at 'tasks'
            ListTasks | {"nextToken":"*"} | InvalidParameterException | Invalid token.
            ListTasks | {"maxResults":1000} | InvalidParameterException | maxResults must be between 1 and 100.
            ListTasks | {"desiredStatus":"HAPPY"} | InvalidParameterException | enum value set: [RUNNING, PENDING, STOPPED]
            ListTasks | {"serviceName":"nothing"} | ServiceNotFoundException | Service not found.
            CreateService | {"serviceName":"s"} | InvalidParameterException | TaskDefinition can not be blank.
            CreateService | {"serviceName":"my service","taskDefinition":"web"} | InvalidParameterException | Invalid service name: my service
            CreateService | {"serviceName":"taken","taskDefinition":"web","desiredCount":1} | InvalidParameterException | Creation of service was not idempotent.
            CreateService | {"serviceName":"s","taskDefinition":"web","desiredCount":-1} | InvalidParameterException | desiredCount must not be negative.
            CreateService | {"serviceName":"s","taskDefinition":"web"} | InvalidParameterException | desiredCount is required if schedulingStrategy is REPLICA
            CreateService | {"serviceName":"s","desiredCount":1,"taskDefinition":"nothing"} | ClientException | TaskDefinition not found.
            CreateService | {"serviceName":"s","desiredCount":1,"taskDefinition":"web","deploymentConfiguration":{"minimumHealthyPercent":100,"maximumPercent":100}} | InvalidParameterException | minimumHealthyPercent
            CreateService | {"serviceName":"s","desiredCount":1,"taskDefinition":"web","placementStrategy":[{"type":"spread","field":"moon"}]} | InvalidParameterException | Invalid placement strategy: type spread, field moon.
            UpdateService | {"service":"nothing"} | ServiceNotFoundException | Service not found.
            UpdateService | {"service":"taken","desiredCount":-1} | InvalidParameterException | desiredCount must not be negative.
            CreateService | {"serviceName":"s","desiredCount":1,"taskDefinition":"web","networkConfiguration":{"awsvpcConfiguration":{"subnets":["{subnet}"]}}} | InvalidParameterException | not valid for the given networkMode
            CreateService | {"serviceName":"s","desiredCount":1,"taskDefinition":"web","healthCheckGracePeriodSeconds":-5} | InvalidParameterException | healthCheckGracePeriodSeconds must not be negative
            UpdateService | {"service":"taken","healthCheckGracePeriodSeconds":-5} | InvalidParameterException | healthCheckGracePeriodSeconds must not be negative
            CreateService | {"serviceName":"s","desiredCount":1,"taskDefinition":"web","role":"taken"} | InvalidParameterException | IAM roles are only valid for services configured to use load balancers.
            CreateService | {"serviceName":"s","taskDefinition":"web","schedulingStrategy":"DAEMON","tags":[{"key":"moorage:single-writer","value":"true"}]} | InvalidParameterException | Use the REPLICA scheduling strategy with a desiredCount of 1, or remove the tag.
            UpdateService | {"service":"taken","networkConfiguration":{"awsvpcConfiguration":{"subnets":["{subnet}"]}}} | InvalidParameterException | not valid for the given networkMode
            ListServiceDeployments | {"service":"nothing"} | ServiceNotFoundException | Service not found.
            ListServiceDeployments | {"service":"taken","status":["DONE"]} | InvalidParameterException | enum value set
            DescribeServiceDeployments | {"serviceDeploymentArns":[]} | InvalidParameterException | serviceDeploymentArns must have 1 to 20 entries.
            DescribeServiceRevisions | {} | InvalidParameterException | Value null at 'serviceRevisionArns'
            StopServiceDeployment | {"serviceDeploymentArn":"nothing"} | ServiceDeploymentNotFoundException | Use ListServiceDeployments to find it.
            StopServiceDeployment | {"serviceDeploymentArn":"nothing","stopType":"ABORT"} | InvalidParameterException | Use ROLLBACK.
            DeleteService | {"service":"nothing"} | ServiceNotFoundException | Service not found.
            DeregisterContainerInstance | {"containerInstance":"0123456789abcdef0123456789abcdef"} | InvalidParameterException | Referenced container instance not found.
            RegisterContainerInstance | {"instanceIdentityDocument":"{"} | ClientException | Instance identity document could not be parsed.
            RegisterContainerInstance | {"cluster":"nowhere"} | ClientException | Cluster not found.
            UpdateContainerInstancesState | {"containerInstances":["x"],"status":"FLYING"} | InvalidParameterException | FLYING
            TagResource | {"resourceArn":"default","tags":[{"key":"a","value":"b"}]} | InvalidParameterException | Invalid ARN: default
            TagResource | {"resourceArn":"arn:aws:ecs:us-east-1:123456789012:cluster/nowhere","tags":[{"key":"a","value":"b"}]} | InvalidParameterException | The specified resource was not found
            PutAccountSetting | {"name":"everythingLongArnFormat","value":"enabled"} | InvalidParameterException | everythingLongArnFormat
            PutAccountSetting | {"name":"containerInsights","value":"perhaps"} | InvalidParameterException | Invalid value of the account setting containerInsights: perhaps
            PutAccountSetting | {"name":"containerInsights","value":"enabled"} | ClientException | containerInsights=enabled is not supported by Moorage yet
            PutAccountSetting | {"name":"taskLongArnFormat","value":"enabled","principalArn":"alice"} | InvalidParameterException | alice
            PutAccountSettingDefault | {"name":"taskLongArnFormat","value":"disabled"} | ClientException | taskLongArnFormat=disabled is not supported by Moorage yet
            PutAccountSettingDefault | {"name":"everythingLongArnFormat","value":"enabled"} | InvalidParameterException | everythingLongArnFormat
            DeleteAccountSetting | {"name":"everythingLongArnFormat"} | InvalidParameterException | everythingLongArnFormat
            DeleteAccountSetting | {} | InvalidParameterException | name
            ListAccountSettings | {"maxResults":11} | InvalidParameterException | maxResults must be between 1 and 10.
            ListAccountSettings | {"value":"enabled"} | InvalidParameterException | with the name of an account setting
            PutAttributes | {"attributes":[{"name":"a","targetType":"container-instance","targetId":"0123456789abcdef0123456789abcdef"}]} | TargetNotFoundException | 0123456789abcdef0123456789abcdef
            DescribeTasks | {"tasks":[]} | InvalidParameterException | Tasks cannot be empty.
            DescribeTasks | {"tasks":["x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x"]} | InvalidParameterException | tasks can have at most 100 items.
            DescribeTasks | {"tasks":["arn:aws:ecs:us-east-1:123456789012:task/other/0123456789abcdef0123456789abcdef"]} | InvalidParameterException | Invalid identifier: Identifier is for cluster other. Your cluster is default
            DescribeServices | {"services":[]} | InvalidParameterException | Services cannot be empty.
            DescribeServices | {"services":["x","x","x","x","x","x","x","x","x","x","x"]} | InvalidParameterException | service names can have at most 10 items.
            DescribeServices | {"services":["arn:aws:ecs:us-east-1:123456789012:service/other/taken"]} | InvalidParameterException | Invalid identifier: Identifier is for cluster other. Your cluster is default
            DescribeServices | {"services":["taken"],"include":["EVERYTHING"]} | InvalidParameterException | enum value set: [TAGS]
            DescribeContainerInstances | {"containerInstances":[]} | InvalidParameterException | Container instance cannot be empty.
            DescribeContainerInstances | {"containerInstances":["x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x"]} | InvalidParameterException | container instances can have at most 100 items.
            DescribeClusters | {"clusters":["x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x"]} | InvalidParameterException | clusters can have at most 100 items.
            DescribeTaskSets | {"cluster":"default","service":"taken"} | UnsupportedFeatureException | EXTERNAL deployment controller
            CreateTaskSet | {"cluster":"default","service":"nothing","taskDefinition":"web"} | ServiceNotFoundException | Service not found.
            CreateTaskSet | {"cluster":"nowhere","service":"taken","taskDefinition":"web"} | ClusterNotFoundException | Cluster not found.
            UpdateTaskSet | {"cluster":"default","service":"taken","taskSet":"t","scale":{"value":101,"unit":"PERCENT"}} | InvalidParameterException | percentage between 0 and 100
            DeleteTaskSet | {"cluster":"default","service":"taken","taskSet":"t"} | UnsupportedFeatureException | EXTERNAL deployment controller
            UpdateServicePrimaryTaskSet | {"cluster":"default","service":"taken","primaryTaskSet":"t"} | UnsupportedFeatureException | EXTERNAL deployment controller
            UpdateService | {"service":"arn:aws:ecs:eu-west-1:123456789012:service/default/taken","desiredCount":3} | ServiceNotFoundException | Service not found.
            UpdateService | {"service":"arn:aws:ecs:us-east-1:123456789012:service/other/taken","desiredCount":3} | InvalidParameterException | Invalid identifier: Identifier is for cluster other. Your cluster is default
            DeleteService | {"service":"arn:aws:ecs:us-east-1:999999999999:service/default/taken","force":true} | ServiceNotFoundException | Service not found.
            ListServices | {"maxResults":0} | InvalidParameterException | maxResults must be between 1 and 100.
            ListServices | {"launchType":"MOON"} | InvalidParameterException | enum value set
            ListServices | {"cluster":"nowhere"} | ClusterNotFoundException | Cluster not found.
            ListClusters | {"nextToken":"*"} | InvalidParameterException | Invalid token.
            ListContainerInstances | {"filter":"attribute:"} | InvalidParameterException | Invalid expression: attribute:
            ListContainerInstances | {"status":"FLYING"} | InvalidParameterException | enum value set
            ListTaskDefinitions | {"status":"OLD"} | InvalidParameterException | enum value set
            ListTaskDefinitions | {"maxResults":101} | InvalidParameterException | maxResults must be between 1 and 100.
            ListTaskDefinitionFamilies | {"nextToken":"*"} | InvalidParameterException | Invalid token.
            ListAccountSettings | {"name":"everythingLongArnFormat"} | InvalidParameterException | everythingLongArnFormat
            ListAccountSettings | {"name":7} | SerializationException | NUMBER_VALUE can not be converted to a String
            ListServicesByNamespace | {"namespace":"nowhere"} | NamespaceNotFoundException | Namespace not found: nowhere
            ListServicesByNamespace | {} | InvalidParameterException | namespace
            DiscoverPollEndpoint | {"containerInstance":{}} | SerializationException | Start of structure or map found where not expected.
            SubmitTaskStateChange | {"containers":"all"} | SerializationException | Expected list or null
            SubmitAttachmentStateChanges | {"attachments":[{}]} | InvalidParameterException | attachmentArn
            ListAttributes | {"targetType":"moon"} | InvalidParameterException | enum value set: [container-instance]
            ListAttributes | {"targetType":"container-instance","attributeValue":"v"} | InvalidParameterException | needs the attribute's name
            ListAttributes | {"targetType":"container-instance","cluster":"nowhere"} | ClusterNotFoundException | Cluster not found.
            PutAttributes | {"attributes":[]} | InvalidParameterException | Attributes cannot be empty.
            PutAttributes | {"attributes":[{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"}]} | InvalidParameterException | attributes can have at most 10 items.
            PutAttributes | {"attributes":[{"name":"a b","targetId":"x"}]} | InvalidParameterException | 1 to 128 letters, numbers, hyphens, underscores, slashes and periods
            PutAttributes | {"attributes":[{"name":"a","value":" b","targetId":"x"}]} | InvalidParameterException | no space at its ends
            PutAttributes | {"attributes":[{"name":"a"}]} | InvalidParameterException | target must be a container instance
            DeleteAttributes | {"attributes":[{"name":"a","targetId":"0123456789abcdef0123456789abcdef"}]} | TargetNotFoundException | 0123456789abcdef0123456789abcdef
            UpdateContainerInstancesState | {"containerInstances":[],"status":"DRAINING"} | InvalidParameterException | Container instance cannot be empty.
            UpdateContainerInstancesState | {"containerInstances":["x","x","x","x","x","x","x","x","x","x","x"],"status":"DRAINING"} | InvalidParameterException | container instances can have at most 10 items.
            UpdateContainerAgent | {"containerInstance":"0123456789abcdef0123456789abcdef"} | InvalidParameterException | Referenced container instance not found.
            DeregisterContainerInstance | {"containerInstance":"arn:aws:ecs:us-east-1:123456789012:container-instance/other/0123456789abcdef0123456789abcdef","force":true} | InvalidParameterException | Invalid identifier: Identifier is for cluster other. Your cluster is default
            StopTask | {"task":"arn:aws:ecs:us-east-1:123456789012:task/other/0123456789abcdef0123456789abcdef"} | InvalidParameterException | Invalid identifier: Identifier is for cluster other. Your cluster is default
            StopTask | {"task":"arn:aws:ecs:eu-west-1:123456789012:task/default/0123456789abcdef0123456789abcdef"} | InvalidParameterException | The referenced task was not found.
            RunTask | {"taskDefinition":"arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1"} | ClientException | TaskDefinition not found.
            RunTask | {"taskDefinition":"arn:aws:ecs:us-east-1:999999999999:task-definition/web"} | ClientException | TaskDefinition not found.
            RunTask | {"taskDefinition":"web","overrides":{"cpu":"lots"}} | InvalidParameterException | Invalid 'cpu' setting for task.
            RunTask | {"taskDefinition":"web","overrides":{"memory":"-1"}} | InvalidParameterException | Invalid 'memory' setting for task.
            RunTask | {"taskDefinition":"web","overrides":{"containerOverrides":[{"name":"web","cpu":-5}]}} | InvalidParameterException | 'cpu' must not be negative.
            RunTask | {"taskDefinition":"web","overrides":{"containerOverrides":[{"name":"web","memory":1}]}} | InvalidParameterException | Memory must be at least 6 MiB.
            RunTask | {"taskDefinition":"web","overrides":{"containerOverrides":[{"name":"web","memoryReservation":128}]}} | InvalidParameterException | The 'memory' value must be greater than 'memoryReservation'.
            RunTask | {"taskDefinition":"web","group":"service:taken"} | InvalidParameterException | reserved for services
            RunTask | {"taskDefinition":"web","group":"gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg"} | InvalidParameterException | group length must be at most 255
            RunTask | {"taskDefinition":"web","startedBy":"sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss"} | InvalidParameterException | startedBy length must be at most 128
            RunTask | {"taskDefinition":"web","clientToken":"ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt"} | InvalidParameterException | clientToken length must be at most 64
            RunTask | {"taskDefinition":"web","launchType":"EXTERNAL","capacityProviderStrategy":[{"capacityProvider":"p"}]} | InvalidParameterException | Specifying both a launch type and capacity provider strategy is not supported.
            StartTask | {"taskDefinition":"web","containerInstances":["x","x","x","x","x","x","x","x","x","x","x"]} | InvalidParameterException | 1 to 10 entries
            StartTask | {"taskDefinition":"web","containerInstances":["arn:aws:ecs:us-east-1:123456789012:container-instance/other/0123456789abcdef0123456789abcdef"]} | InvalidParameterException | Invalid identifier: Identifier is for cluster other. Your cluster is default
            DescribeTaskDefinition | {"taskDefinition":"arn:aws:ecs:us-east-1:999999999999:task-definition/web:1"} | ClientException | Unable to describe task definition.
            DeregisterTaskDefinition | {"taskDefinition":"arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1"} | ClientException | task definition
            TagResource | {"resourceArn":"arn:aws:ecs:eu-west-1:123456789012:cluster/default","tags":[{"key":"a","value":"b"}]} | InvalidParameterException | The specified resource was not found
            TagResource | {"resourceArn":"arn:aws:ecs:us-east-1:999999999999:task-definition/web:1","tags":[{"key":"a","value":"b"}]} | InvalidParameterException | The specified resource was not found
            UntagResource | {"resourceArn":"arn:aws:ecs:us-east-1:999999999999:cluster/default","tagKeys":["a"]} | InvalidParameterException | The specified resource was not found
            ListTagsForResource | {"resourceArn":"arn:aws:ecs:us-east-1:123456789012:service/default/nothing"} | InvalidParameterException | The specified resource was not found
            CreateCapacityProvider | {"name":"aws-mine","autoScalingGroupProvider":{"autoScalingGroupArn":"g"}} | InvalidParameterException | The capacity provider name is invalid
            CreateCapacityProvider | {"name":"mine","autoScalingGroupProvider":{"autoScalingGroupArn":"g"}} | ClientException | The specified Auto Scaling group ARN is not valid
            UpdateCapacityProvider | {"name":"nothing","autoScalingGroupProvider":{}} | InvalidParameterException | The specified capacity provider 'nothing' was not found.
            DeleteCapacityProvider | {"capacityProvider":"nothing"} | InvalidParameterException | The specified capacity provider 'nothing' was not found.
            DescribeCapacityProviders | {"maxResults":0} | InvalidParameterException | maxResults must be between 1 and 100.
            PutClusterCapacityProviders | {"cluster":"nowhere","capacityProviders":[],"defaultCapacityProviderStrategy":[]} | ClusterNotFoundException | Cluster not found.
            PutClusterCapacityProviders | {"cluster":"default","capacityProviders":["nothing"],"defaultCapacityProviderStrategy":[]} | InvalidParameterException | The specified capacity provider 'nothing' was not found.
            UpdateCluster | {"cluster":"nowhere"} | ClusterNotFoundException | Cluster not found.
            UpdateClusterSettings | {"cluster":"default","settings":[{"name":"moonlight","value":"on"}]} | InvalidParameterException | enum value set
            CreateCluster | {"clusterName":"a","clusterName":{"b":1}} | SerializationException | Start of structure or map found where not expected.
            """)
    void ecs(String operation, String body, String code, String message) throws Exception {
        HttpResponse<String> answer = server.ecs(operation, filled(body));

        refused(answer, 400, "\"__type\":\"" + code + "\"", message);
    }

    /** Service quotas, "Task definition size limit": 64 kilobytes. */
    @Test
    void aHugeDefinitionIsRefused() throws Exception {
        String definition =
                "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"a\",\"image\":\"b\",\"memory\":64,"
                        + "\"environment\":[{\"name\":\"N\",\"value\":\"" + "x".repeat(64 << 10) + "\"}]}]}";
        refused(
                server.ecs("RegisterTaskDefinition", definition),
                400,
                "\"__type\":\"ClientException\"",
                "Max allowed length is '65536' bytes.");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST   | file-systems | {"CreationToken":"taken"} | 409 | FileSystemAlreadyExists | already exists with creation token 'taken'
            POST   | file-systems | {"CreationToken":"a","PerformanceMode":"maxIO","ThroughputMode":"elastic"} | 400 | BadRequest | maxIO
            POST   | file-systems | {"CreationToken":"a","ThroughputMode":"provisioned"} | 400 | BadRequest | ProvisionedThroughputInMibps
            POST   | file-systems | {"CreationToken":"a","AvailabilityZoneName":"moon-1a"} | 400 | BadRequest | Unknown Availability Zone: moon-1a
            POST   | file-systems | {"CreationToken":"a","ThroughputMode":"provisioned","ProvisionedThroughputInMibps":0.5} | 400 | ValidationException | greater than or equal to 1
            POST   | file-systems | {"CreationToken":"a","ThroughputMode":"provisioned","ProvisionedThroughputInMibps":4000} | 400 | ThroughputLimitExceeded | at most 3414
            POST   | file-systems | {"CreationToken":"a","ProvisionedThroughputInMibps":8} | 400 | BadRequest | only for the throughput mode 'provisioned'
            POST   | file-systems | {"CreationToken":"a","ThroughputMode":"warp"} | 400 | ValidationException | enum value set
            POST   | file-systems | {"CreationToken":"a","PerformanceMode":"maxIO","AvailabilityZoneName":"us-east-1a"} | 400 | BadRequest | One Zone
            POST   | file-systems | {"CreationToken":"a","KmsKeyId":"alias/mine"} | 400 | BadRequest | Encrypted
            POST   | file-systems | {"CreationToken":"a","Encrypted":true,"KmsKeyId":"my key"} | 400 | ValidationException | at 'kmsKeyId'
            POST   | file-systems | {"CreationToken":"a","Tags":[{"Key":"a","Value":"1"},{"Key":"a","Value":"2"}]} | 400 | BadRequest | 'a' is given twice
            POST   | file-systems | <file-system/> | 400 | BadRequest | not valid JSON
            GET    | file-systems?FileSystemId=fs-0123456789abcdef0 | `` | 404 | FileSystemNotFound | File system 'fs-0123456789abcdef0' does not exist.
            GET    | file-systems?FileSystemId=my-files | `` | 400 | ValidationException | at 'fileSystemId' failed to satisfy constraint
            GET    | file-systems?Marker=none | `` | 400 | BadRequest | The marker is not valid: none
            GET    | file-systems?MaxItems=-1 | `` | 400 | ValidationException | greater than or equal to 1
            DELETE | file-systems/fs-0123456789abcdef0 | `` | 404 | FileSystemNotFound | does not exist
            DELETE | file-systems/arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system%2F{fs} | `` | 404 | FileSystemNotFound | {fs}
            DELETE | access-points/arn:aws:elasticfilesystem:us-east-1:999999999999:access-point%2F{fsap} | `` | 404 | AccessPointNotFound | {fsap}
            DELETE | file-systems/fs-xyz | `` | 400 | ValidationException | at 'fileSystemId' failed to satisfy constraint
            DELETE | file-systems/..%2F..%2Fetc | `` | 400 | ValidationException | at 'fileSystemId' failed to satisfy constraint
            PUT    | file-systems/{fs} | {"ThroughputMode":"provisioned"} | 400 | BadRequest | ProvisionedThroughputInMibps
            PUT    | file-systems/{fs} | {"ThroughputMode":"bursting","ProvisionedThroughputInMibps":8} | 400 | BadRequest | only for the throughput mode 'provisioned'
            PUT    | file-systems/fs-0123456789abcdef0 | {"ThroughputMode":"elastic"} | 404 | FileSystemNotFound | does not exist
            PUT    | file-systems/{fs}/lifecycle-configuration | {"LifecyclePolicies":[{}]} | 400 | BadRequest | exactly one transition
            PUT    | file-systems/{fs}/lifecycle-configuration | {"LifecyclePolicies":[{"TransitionToIA":"AFTER_2_DAYS"}]} | 400 | ValidationException | enum value set
            PUT    | file-systems/{fs}/lifecycle-configuration | {"LifecyclePolicies":[{"TransitionToArchive":"AFTER_90_DAYS"}]} | 400 | BadRequest | elastic
            PUT    | file-systems/{fs}/lifecycle-configuration | {} | 400 | ValidationException | Value null at 'lifecyclePolicies'
            GET    | file-systems/fs-0123456789abcdef0/lifecycle-configuration | `` | 404 | FileSystemNotFound | does not exist
            GET    | file-systems/{fs}/policy | `` | 404 | PolicyNotFound | {fs}
            PUT    | file-systems/{fs}/policy | {"Policy":"{}"} | 400 | InvalidPolicyException | Syntax errors in policy.
            PUT    | file-systems/{fs}/policy | {"Policy":""} | 400 | ValidationException | at 'policy'
            PUT    | file-systems/{fs}/policy | {"Policy":"{\\"Statement\\":[{\\"Effect\\":\\"Deny\\",\\"Principal\\":\\"*\\",\\"Action\\":\\"*\\"}]}"} | 400 | InvalidPolicyException | BypassPolicyLockoutSafetyCheck
            PUT    | file-systems/{fs}/policy | {"Policy":"{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Principal\\":\\"*\\",\\"Action\\":\\"s3:*\\"}]}"} | 400 | InvalidPolicyException | s3:*
            PUT    | file-systems/fs-0123456789abcdef0/policy | {"Policy":"{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Principal\\":\\"*\\",\\"Action\\":\\"*\\"}]}"} | 404 | FileSystemNotFound | does not exist
            DELETE | file-systems/fs-0123456789abcdef0/policy | `` | 404 | FileSystemNotFound | does not exist
            PUT    | file-systems/{fs}/backup-policy | {"BackupPolicy":{"Status":"ENABLING"}} | 400 | BadRequest | ENABLED or DISABLED
            PUT    | file-systems/{fs}/backup-policy | {"BackupPolicy":{"Status":"SOMETIMES"}} | 400 | ValidationException | enum value set
            PUT    | file-systems/{fs}/backup-policy | {"BackupPolicy":{}} | 400 | ValidationException | Value null at 'backupPolicy.status'
            GET    | file-systems/fs-0123456789abcdef0/backup-policy | `` | 404 | FileSystemNotFound | does not exist
            PUT    | file-systems/{fs}/protection | {"ReplicationOverwriteProtection":"REPLICATING"} | 400 | BadRequest | ENABLED or DISABLED
            PUT    | file-systems/fs-0123456789abcdef0/protection | {"ReplicationOverwriteProtection":"DISABLED"} | 404 | FileSystemNotFound | does not exist
            PUT    | account-preferences | {"ResourceIdType":"SHORT_ID"} | 400 | BadRequest | LONG_ID
            PUT    | account-preferences | {} | 400 | ValidationException | Value null at 'resourceIdType'
            POST   | access-points | {"FileSystemId":"{fs}"} | 400 | ValidationException | Value null at 'clientToken'
            POST   | access-points | {"ClientToken":"taken","FileSystemId":"{fs}"} | 409 | AccessPointAlreadyExists | client token 'taken'
            POST   | access-points | {"ClientToken":"a","FileSystemId":"fs-0123456789abcdef0"} | 404 | FileSystemNotFound | does not exist
            POST   | access-points | {"ClientToken":"a","FileSystemId":"{fs}","RootDirectory":{"Path":"relative"}} | 400 | ValidationException | at 'rootDirectory.path'
            POST   | access-points | {"ClientToken":"a","FileSystemId":"{fs}","RootDirectory":{"Path":"/1/2/3/4/5$"}} | 400 | ValidationException | at 'rootDirectory.path'
            POST   | access-points | {"ClientToken":"a","FileSystemId":"{fs}","RootDirectory":{"Path":"/../etc"}} | 400 | ValidationException | at 'rootDirectory.path'
            POST   | access-points | {"ClientToken":"a","FileSystemId":"{fs}","RootDirectory":{"Path":"/a","CreationInfo":{"OwnerUid":1,"OwnerGid":1,"Permissions":"rwx"}}} | 400 | ValidationException | permissions
            POST   | access-points | {"ClientToken":"a","FileSystemId":"{fs}","RootDirectory":{"Path":"/a","CreationInfo":{"OwnerUid":1}}} | 400 | ValidationException | Value null at 'rootDirectory.creationInfo.ownerGid'
            POST   | access-points | {"ClientToken":"a","FileSystemId":"{fs}","PosixUser":{"Uid":-1,"Gid":0}} | 400 | ValidationException | at 'posixUser.uid'
            POST   | access-points | {"ClientToken":"a","FileSystemId":"{fs}","PosixUser":{"Uid":0,"Gid":4294967296}} | 400 | ValidationException | at 'posixUser.gid'
            POST   | access-points | {"ClientToken":"a","FileSystemId":"{fs}","PosixUser":{"Uid":0,"Gid":0,"SecondaryGids":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]}} | 400 | ValidationException | less than or equal to 16
            GET    | access-points?AccessPointId=fsap-0123456789abcdef0 | `` | 404 | AccessPointNotFound | fsap-0123456789abcdef0
            GET    | access-points?AccessPointId=fsap-0123456789abcdef0&FileSystemId={fs} | `` | 400 | BadRequest | not both
            GET    | access-points?NextToken=none | `` | 400 | BadRequest | The marker is not valid: none
            GET    | access-points?MaxResults=0 | `` | 400 | ValidationException | greater than or equal to 1
            DELETE | access-points/fsap-0123456789abcdef0 | `` | 404 | AccessPointNotFound | fsap-0123456789abcdef0
            DELETE | access-points/{fs} | `` | 400 | ValidationException | at 'accessPointId'
            POST   | file-systems/{fs}/replication-configuration | {"Destinations":[]} | 400 | BadRequest | exactly one destination
            POST   | file-systems/{fs}/replication-configuration | {"Destinations":[{}]} | 400 | BadRequest | Region, AvailabilityZoneName or FileSystemId
            POST   | file-systems/{fs}/replication-configuration | {"Destinations":[{"Region":"eu-west-1"}]} | 400 | BadRequest | eu-west-1
            POST   | file-systems/{fs}/replication-configuration | {"Destinations":[{"FileSystemId":"{fs}"}]} | 400 | BadRequest | its own destination
            POST   | file-systems/fs-0123456789abcdef0/replication-configuration | {"Destinations":[{"Region":"us-east-1"}]} | 404 | FileSystemNotFound | does not exist
            GET    | file-systems/replication-configurations?FileSystemId={fs} | `` | 404 | ReplicationNotFound | {fs}
            DELETE | file-systems/{fs}/replication-configuration | `` | 404 | ReplicationNotFound | {fs}
            POST   | mount-targets | {"FileSystemId":"fs-0123456789abcdef0","SubnetId":"{subnet}"} | 404 | FileSystemNotFound | does not exist
            POST   | mount-targets | {"FileSystemId":"{fs}","SubnetId":"subnet-0123456789abcdef0"} | 400 | SubnetNotFound | subnet-0123456789abcdef0
            POST   | mount-targets | {"FileSystemId":"{fs}","SubnetId":"{subnet}","IpAddress":"10.9.8.7"} | 400 | BadRequest | 10.9.8.7
            POST   | mount-targets | {"FileSystemId":"{fs}","SubnetId":"{subnet}","IpAddress":"999.9.8.7"} | 400 | BadRequest | 999.9.8.7
            POST   | mount-targets | {"FileSystemId":"{fs}","SubnetId":"{subnet}","SecurityGroups":["sg-0123456789abcdef0"]} | 400 | SecurityGroupNotFound | sg-0123456789abcdef0
            POST   | mount-targets | {"FileSystemId":"{fs}"} | 400 | ValidationException | Value null at 'subnetId'
            GET    | mount-targets | `` | 400 | BadRequest | exactly one of FileSystemId, MountTargetId and AccessPointId
            GET    | mount-targets?AccessPointId=fsap-0123456789abcdef0 | `` | 404 | AccessPointNotFound | fsap-0123456789abcdef0
            PUT    | mount-targets/fsmt-0123456789abcdef0/security-groups | {"SecurityGroups":["{group}"]} | 404 | MountTargetNotFound | fsmt-0123456789abcdef0
            GET    | mount-targets?MountTargetId=fsmt-0123456789abcdef0 | `` | 404 | MountTargetNotFound | fsmt-0123456789abcdef0
            DELETE | mount-targets/fsmt-0123456789abcdef0 | `` | 404 | MountTargetNotFound | fsmt-0123456789abcdef0
            GET    | mount-targets/fsmt-0123456789abcdef0/security-groups | `` | 404 | MountTargetNotFound | fsmt-0123456789abcdef0
            POST   | resource-tags/{fs} | {"Tags":[{"Key":"aws:x","Value":"y"}]} | 400 | ValidationException | at 'tags.1.member.key' failed to satisfy constraint
            POST   | resource-tags/fs-0123456789abcdef0 | {"Tags":[{"Key":"x","Value":"y"}]} | 404 | FileSystemNotFound | fs-0123456789abcdef0
            GET    | resource-tags/fsap-0123456789abcdef0 | `` | 404 | AccessPointNotFound | fsap-0123456789abcdef0
            POST   | create-tags/fs-0123456789abcdef0 | {"Tags":[{"Key":"x","Value":"y"}]} | 404 | FileSystemNotFound | fs-0123456789abcdef0
            POST   | delete-tags/fs-0123456789abcdef0 | {"TagKeys":["x"]} | 404 | FileSystemNotFound | fs-0123456789abcdef0
            GET    | tags/fs-0123456789abcdef0/ | `` | 404 | FileSystemNotFound | fs-0123456789abcdef0
            DELETE | resource-tags/{fs} | `` | 400 | ValidationException | Value null at 'tagKeys'
            PATCH  | file-systems/{fs} | {} | 404 | UnknownOperationException | PATCH
            DELETE | file-systems | `` | 404 | UnknownOperationException | DELETE
            """)
    void efs(String method, String path, String body, int status, String code, String message) throws Exception {
        HttpResponse<String> answer = server.efs(method, "/2015-02-01/" + filled(path), filled(body));

        refused(answer, status, "\"ErrorCode\":\"" + code + "\"", filled(message));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            iam | CreateRole&RoleName=r&AssumeRolePolicyDocument=everybody | 400 | MalformedPolicyDocument | invalid Json
            iam | CreateRole&RoleName=r&AssumeRolePolicyDocument=%7B%22Version%22%3A%221999-01-01%22%7D | 400 | MalformedPolicyDocument | .
            iam | CreateRole&RoleName=taken&AssumeRolePolicyDocument={trust} | 409 | EntityAlreadyExists | Role with name taken already exists.
            iam | CreateRole&RoleName=r&AssumeRolePolicyDocument={trust}&Path=nopath | 400 | ValidationError | path
            iam | GetRole&RoleName=nobody | 404 | NoSuchEntity | The role with name nobody cannot be found.
            iam | GetRole&RoleName=no%20body | 400 | ValidationError | Value 'no body' at 'roleName'
            iam | GetRole&RoleName=..%2F..%2Fetc | 400 | ValidationError | at 'roleName'
            iam | DeleteRole&RoleName=nobody | 404 | NoSuchEntity | The role with name nobody cannot be found.
            iam | PutRolePolicy&RoleName=taken&PolicyName=p&PolicyDocument=%7B%7D | 400 | MalformedPolicyDocument | .
            iam | PutRolePolicy&RoleName=nobody&PolicyName=p&PolicyDocument={policy} | 404 | NoSuchEntity | nobody
            iam | AttachRolePolicy&RoleName=taken&PolicyArn=arn:aws:iam::aws:policy/NoSuchPolicy | 404 | NoSuchEntity | NoSuchPolicy
            iam | AttachRolePolicy&RoleName=taken&PolicyArn=Administrator | 400 | ValidationError | policyArn
            iam | CreatePolicy&PolicyName=p&PolicyDocument=%7B | 400 | MalformedPolicyDocument | invalid Json
            iam | CreateInstanceProfile | 400 | ValidationError | Value null at 'instanceProfileName'
            iam | AddRoleToInstanceProfile&InstanceProfileName=nothing&RoleName=taken | 404 | NoSuchEntity | Instance Profile nothing cannot be found.
            iam | CreateUser&UserName=alice | 409 | EntityAlreadyExists | User with name alice already exists.
            iam | CreateAccessKey&UserName=nobody | 404 | NoSuchEntity | The user with name nobody cannot be found.
            iam | DeleteUser&UserName=alice | 409 | DeleteConflict | must delete access keys first
            iam | DeleteAccessKey&UserName=alice&AccessKeyId=AKIA0000000000000000 | 404 | NoSuchEntity | AKIA0000000000000000
            iam | ListRoles&Marker=none | 400 | ValidationError | Marker
            iam | ListRoles&MaxItems=0 | 400 | ValidationError | maxItems
            iam | CreateUser&UserName=u&PermissionsBoundary=arn:aws:iam::aws:policy/NoSuchPolicy | 404 | NoSuchEntity | NoSuchPolicy
            iam | GetGroup&GroupName=nobody | 404 | NoSuchEntity | The group with name nobody cannot be found.
            iam | AddUserToGroup&GroupName=nobody&UserName=alice | 404 | NoSuchEntity | The group with name nobody cannot be found.
            iam | CreateGroup&GroupName=a%2Fb | 400 | ValidationError | at 'groupName'
            iam | PutGroupPolicy&GroupName=nobody&PolicyName=p&PolicyDocument={policy} | 404 | NoSuchEntity | nobody
            iam | DetachUserPolicy&UserName=alice&PolicyArn=arn:aws:iam::aws:policy/AdministratorAccess | 404 | NoSuchEntity | was not found
            iam | UpdateAccessKey&UserName=alice&AccessKeyId=AKIA0000000000000000&Status=Inactive | 404 | NoSuchEntity | AKIA0000000000000000
            iam | UpdateAccessKey&UserName=alice&AccessKeyId=AKIA0000000000000000&Status=Asleep | 400 | ValidationError | status
            iam | CreatePolicyVersion&PolicyArn=arn:aws:iam::aws:policy/AdministratorAccess&PolicyDocument={policy} | 403 | AccessDenied | AWS manages
            iam | DeletePolicyVersion&PolicyArn=arn:aws:iam::123456789012:policy/none&VersionId=v1 | 404 | NoSuchEntity | was not found
            iam | DeletePolicyVersion&PolicyArn=arn:aws:iam::123456789012:policy/none&VersionId=first | 400 | ValidationError | versionId
            iam | UpdateRole&RoleName=taken&MaxSessionDuration=60 | 400 | ValidationError | maxSessionDuration
            iam | CreateServiceLinkedRole&AWSServiceName=none.amazonaws.com | 400 | InvalidInput | none.amazonaws.com
            iam | DeleteServiceLinkedRole&RoleName=taken | 404 | NoSuchEntity | is not a service-linked role
            iam | SimulateCustomPolicy&ActionNames.member.1=ecs:RunTask&PolicyInputList.member.1=%7B | 400 | InvalidInput | Invalid Input Policy
            iam | SimulatePrincipalPolicy&ActionNames.member.1=ecs:RunTask&PolicySourceArn=arn:aws:iam::123456789012:user/nobody | 404 | NoSuchEntity | nobody
            iam | TagUser&UserName=alice&Tags.member.1.Key=a&Tags.member.1.Value=b&Tags.member.2.Key=A&Tags.member.2.Value=c | 400 | InvalidInput | Duplicate tag keys
            iam | CreateLoginProfile&UserName=alice | 400 | UnsupportedOperation | CreateLoginProfile
            sts | AssumeRole&RoleArn=arn:aws:iam::123456789012:role/nobody&RoleSessionName=session | 403 | AccessDenied | is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/nobody
            sts | AssumeRole&RoleArn=administrator-of-everything&RoleSessionName=session | 400 | ValidationError | administrator-of-everything
            sts | AssumeRole&RoleArn=arn:aws:iam::123456789012:role/taken&RoleSessionName=s | 400 | ValidationError | roleSessionName
            sts | AssumeRole&RoleArn=arn:aws:iam::123456789012:role/taken&RoleSessionName=session&DurationSeconds=1 | 400 | ValidationError | durationSeconds
            sts | AssumeRole&RoleArn=arn:aws:iam::123456789012:role/taken&RoleSessionName=session&SerialNumber=arn:aws:iam::123456789012:mfa/alice&TokenCode=123456 | 400 | UnsupportedOperation | MFA devices
            sts | AssumeRole&RoleArn=arn:aws:iam::123456789012:role/taken&RoleSessionName=session&Policy=%7B | 400 | MalformedPolicyDocument | invalid Json
            sts | GetFederationToken&Name=b | 400 | ValidationError | name
            sts | DecodeAuthorizationMessage&EncodedMessage=nonsense | 400 | InvalidAuthorizationMessageException | Could not decode
            sts | AssumeRoleWithWebIdentity&RoleArn=arn:aws:iam::123456789012:role/taken&RoleSessionName=s-1&WebIdentityToken=t | 400 | UnsupportedOperation | AssumeRoleWithWebIdentity
            sts | AssumeRoleWithSAML&RoleArn=arn:aws:iam::123456789012:role/taken&SAMLAssertion=t&PrincipalArn=arn:aws:iam::1:saml-provider/p | 400 | UnsupportedOperation | AssumeRoleWithSAML
            monitoring | PutMetricData&Namespace=App | 400 | MissingParameter | MetricData
            monitoring | PutMetricData&MetricData.member.1.MetricName=a | 400 | ValidationError | Value null at 'namespace'
            monitoring | PutMetricData&Namespace=App&MetricData.member.1.MetricName=a&MetricData.member.1.Value=much | 400 | MalformedInput | 'much'
            monitoring | PutMetricData&Namespace=App&MetricData.member.1.MetricName=a&MetricData.member.1.Value=1&MetricData.member.1.Unit=Apples | 400 | ValidationError | unit
            monitoring | PutMetricAlarm&AlarmName=a&EvaluationPeriods=1&ComparisonOperator=Above | 400 | ValidationError | comparisonOperator
            monitoring | PutMetricAlarm&AlarmName=a&EvaluationPeriods=1&ComparisonOperator=LessThanThreshold | 400 | ValidationError | MetricName
            monitoring | DeleteAlarms&AlarmNames.member.1=none | 404 | ResourceNotFound | none
            monitoring | PutDashboard&DashboardName=d | 400 | UnsupportedOperation | PutDashboard
            sns | CreateTopic&Name=a%20b | 400 | InvalidParameter | Topic Name
            sns | Publish&TopicArn=arn:aws:sns:us-east-1:123456789012:none&Message=m | 404 | NotFound | Topic does not exist
            sns | Subscribe&TopicArn=arn:aws:sns:us-east-1:123456789012:none&Protocol=http&Endpoint=http%3A%2F%2Fhost | 404 | NotFound | Topic does not exist
            """)
    void query(String service, String form, int status, String code, String message) throws Exception {
        String action = "Action=" + filled(form);
        HttpResponse<String> answer =
                switch (service) {
                    case "iam" -> server.iam(action);
                    case "sts" -> server.sts(action);
                    case "sns" -> server.sns(action);
                    default -> server.cloudWatch(action);
                };

        refused(answer, status, "<Code>" + code + "</Code>", message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            RunInstances&MinCount=1&MaxCount=1 | MissingParameter | ImageId
            RunInstances&MinCount=1&MaxCount=1&ImageId=debian | InvalidAMIID.Malformed | debian
            RunInstances&MinCount=1&MaxCount=1&ImageId=ami-0123456789abcdef0 | InvalidAMIID.NotFound | ami-0123456789abcdef0
            RunInstances&MinCount=2&MaxCount=1&ImageId={ami} | InvalidParameterValue | minCount
            RunInstances&MinCount=0&MaxCount=1&ImageId={ami} | InvalidParameterValue | minCount
            RunInstances&MinCount=1000000&MaxCount=1000000&ImageId={ami} | InstanceLimitExceeded | 1000000
            RunInstances&MinCount=1&MaxCount=1&ImageId={ami}&SubnetId=subnet-0123456789abcdef0 | InvalidSubnetID.NotFound | subnet-0123456789abcdef0
            RunInstances&MinCount=1&MaxCount=1&ImageId={ami}&SecurityGroupId.1=sg-0123456789abcdef0 | InvalidGroup.NotFound | sg-0123456789abcdef0
            RunInstances&MinCount=1&MaxCount=1&ImageId={ami}&KeyName=nothing | InvalidKeyPair.NotFound | The key pair 'nothing' does not exist
            RunInstances&MinCount=1&MaxCount=1&ImageId={ami}&UserData=%21%21 | InvalidParameterValue | Invalid BASE64 encoding of user data.
            RunInstances&MinCount=1&MaxCount=1&ImageId={ami}&IamInstanceProfile.Name=nothing | InvalidParameterValue | nothing
            RunInstances&MinCount=1&MaxCount=1&ImageId={ami}&SubnetId={subnet}&PrivateIpAddress=10.9.8.7 | InvalidParameterValue | 10.9.8.7
            RunInstances&MinCount=1&MaxCount=1&ImageId={ami}&SubnetId={subnet}&PrivateIpAddress=here | InvalidParameterValue | here
            RunInstances&MinCount=1&MaxCount=1&ImageId={ami}&TagSpecification.1.ResourceType=moon&TagSpecification.1.Tag.1.Key=a | InvalidParameterValue | moon
            TerminateInstances | MissingParameter | InstanceId
            TerminateInstances&InstanceId.1=i-xyz | InvalidInstanceID.Malformed | i-xyz
            TerminateInstances&InstanceId.1=i-0123456789abcdef0 | InvalidInstanceID.NotFound | i-0123456789abcdef0
            StopInstances&InstanceId.1=../../etc | InvalidInstanceID.Malformed | Invalid id
            DescribeInstances&InstanceId.1=i-0123456789abcdef0 | InvalidInstanceID.NotFound | i-0123456789abcdef0
            DescribeInstances&Filter.1.Name=mood&Filter.1.Value.1=good | InvalidParameterValue | The filter 'mood' is invalid
            DescribeInstances&MaxResults=1 | InvalidParameterValue | maxResults
            DescribeInstances&NextToken=%2A | InvalidNextToken | token
            DescribeInstances&MaxResults=many | InvalidParameterValue | expected an integer
            CreateVpc&CidrBlock=everything | InvalidParameterValue | This is not a valid CIDR block.
            CreateVpc&CidrBlock=10.0.0.0/8 | InvalidVpc.Range | 10.0.0.0/8
            CreateSubnet&VpcId={vpc}&CidrBlock=10.9.0.0/24 | InvalidSubnet.Range | 10.9.0.0/24
            CreateSubnet&VpcId={vpc}&CidrBlock=172.31.0.0/24 | InvalidSubnet.Conflict | 172.31.0.0/24
            CreateSubnet&VpcId=vpc-0123456789abcdef0&CidrBlock=10.9.0.0/24 | InvalidVpcID.NotFound | vpc-0123456789abcdef0
            DeleteVpc&VpcId={vpc} | DependencyViolation | {vpc}
            CreateSecurityGroup&GroupName=default&GroupDescription=d&VpcId={vpc} | InvalidGroup.Duplicate | default
            CreateSecurityGroup&GroupName=g | MissingParameter | GroupDescription
            AuthorizeSecurityGroupIngress&GroupId={group}&IpProtocol=tcp&FromPort=22&ToPort=22&CidrIp=everybody | InvalidParameterValue | CIDR block everybody is malformed
            AuthorizeSecurityGroupIngress&GroupId={group}&IpProtocol=tcp&FromPort=70000&ToPort=70000&CidrIp=0.0.0.0/0 | InvalidParameterValue | 70000
            AuthorizeSecurityGroupIngress&GroupId={group}&IpProtocol=smoke&FromPort=1&ToPort=1&CidrIp=0.0.0.0/0 | InvalidPermission.Malformed | smoke
            AuthorizeSecurityGroupIngress&GroupId={group}&IpProtocol=tcp&FromPort=23&ToPort=22&CidrIp=0.0.0.0/0 | InvalidParameterValue | 23
            DeleteSecurityGroup&GroupId={group} | CannotDelete | default
            ImportKeyPair&KeyName=k&PublicKeyMaterial=bm8ga2V5 | InvalidKey.Format | OpenSSH
            CreateTags&ResourceId.1=i-0123456789abcdef0&Tag.1.Key=a&Tag.1.Value=b | InvalidInstanceID.NotFound | i-0123456789abcdef0
            CreateTags&ResourceId.1={vpc}&Tag.1.Key=aws:a&Tag.1.Value=b | InvalidParameterValue | aws:
            CreateTags&ResourceId.1=thing&Tag.1.Key=a&Tag.1.Value=b | InvalidID | thing
            CreateRoute&RouteTableId=rtb-0123456789abcdef0&DestinationCidrBlock=0.0.0.0/0&GatewayId=igw-0123456789abcdef0 | InvalidRouteTableID.NotFound | rtb-0123456789abcdef0
            DescribeImages&ImageId.1=ami-0123456789abcdef0 | InvalidAMIID.NotFound | ami-0123456789abcdef0
            GetConsoleOutput&InstanceId=i-0123456789abcdef0 | InvalidInstanceID.NotFound | i-0123456789abcdef0
            DescribeVpcs&VpcId.1=vpc-xyz | InvalidVpcID.Malformed | vpc-xyz
            DescribeSubnets&SubnetId.1=subnet-0123456789abcdef0 | InvalidSubnetID.NotFound | subnet-0123456789abcdef0
            DescribeRouteTables&RouteTableId.1=rtb-xyz | InvalidRouteTableID.Malformed | rtb-xyz
            DescribeInternetGateways&InternetGatewayId.1=igw-0123456789abcdef0 | InvalidInternetGatewayID.NotFound | igw-0123456789abcdef0
            DescribeNatGateways&NatGatewayId.1=nat-0123456789abcdef0 | NatGatewayNotFound | nat-0123456789abcdef0
            DescribeSecurityGroups&GroupId.1=group | InvalidGroupId.Malformed | group
            DescribeNetworkInterfaces&NetworkInterfaceId.1=eni-xyz | InvalidNetworkInterfaceID.Malformed | eni-xyz
            DescribeNetworkInterfaces&MaxResults=4 | InvalidParameterValue | MaxResults
            DescribeAddresses&AllocationId.1=eipalloc-0123456789abcdef0 | InvalidAllocationID.NotFound | eipalloc-0123456789abcdef0
            DescribeAddresses&PublicIp.1=192.0.2.1 | InvalidAddress.NotFound | 192.0.2.1
            DescribeKeyPairs&KeyName.1=nothing | InvalidKeyPair.NotFound | The key pair 'nothing' does not exist
            DescribeLaunchTemplates&LaunchTemplateId.1=lt-0123456789abcdef0 | InvalidLaunchTemplateId.NotFound | lt-0123456789abcdef0
            DescribeInstanceTypes&InstanceType.1=p4d.24xlarge | InvalidInstanceType | p4d.24xlarge
            DescribeRegions&RegionName.1=mars-north-1 | InvalidParameterValue | Invalid region name: mars-north-1
            DescribeAvailabilityZones&ZoneName.1=eu-west-1a | InvalidParameterValue | Invalid availability zone: [eu-west-1a]
            CreateSubnet&VpcId={vpc}&CidrBlock=172.31.240.0/24&AvailabilityZone=eu-west-1a | InvalidParameterValue | eu-west-1a
            RunInstances&MinCount=1&MaxCount=1&ImageId={ami}&Placement.AvailabilityZone=eu-west-1a | InvalidParameterValue | eu-west-1a
            RunInstances&MinCount=101&MaxCount=101&ImageId={ami} | InstanceLimitExceeded | your limit of 100
            RunInstances&MinCount=1&MaxCount=1&ImageId={ami}&NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.NetworkInterfaceId=eni-0123456789abcdef0 | InvalidNetworkInterfaceID.NotFound | eni-0123456789abcdef0
            RunInstances&MinCount=1&MaxCount=1&ImageId={ami}&NetworkInterface.1.DeviceIndex=0&NetworkInterface.2.DeviceIndex=1 | AttachmentLimitExceeded | Interface count 2 exceeds the limit for m1.small
            RunInstances&MinCount=1&MaxCount=1&ImageId={ami}&MetadataOptions.HttpPutResponseHopLimit=65 | InvalidParameterValue | HttpPutResponseHopLimit
            RunInstances&MinCount=1&MaxCount=1&ImageId={ami}&MetadataOptions.HttpTokens=maybe | InvalidParameterValue | maybe
            ModifyInstanceMetadataOptions&InstanceId=i-0123456789abcdef0 | InvalidInstanceID.NotFound | i-0123456789abcdef0
            ModifyInstanceMetadataOptions&HttpTokens=required | MissingParameter | InstanceId
            DescribeInstanceAttribute&InstanceId=i-0123456789abcdef0&Attribute=mood | InvalidParameterValue | mood
            DescribeInstanceAttribute&InstanceId=i-0123456789abcdef0&Attribute=userData | InvalidInstanceID.NotFound | i-0123456789abcdef0
            ModifyInstanceAttribute&InstanceId=i-0123456789abcdef0&DisableApiTermination.Value=maybe | InvalidParameterValue | maybe
            CreateNetworkInterface&SubnetId=subnet-0123456789abcdef0 | InvalidSubnetID.NotFound | subnet-0123456789abcdef0
            CreateNetworkInterface | MissingParameter | SubnetId
            DeleteNetworkInterface&NetworkInterfaceId=eni-0123456789abcdef0 | InvalidNetworkInterfaceID.NotFound | eni-0123456789abcdef0
            CreateKeyPair&KeyName=k&KeyType=dsa | InvalidParameterValue | dsa
            CreateTags&ResourceId.1={vpc}&Tag.1.Key={long}&Tag.1.Value=b | InvalidParameterValue | 127
            AttachInternetGateway&InternetGatewayId=igw-0123456789abcdef0&VpcId={vpc} | InvalidInternetGatewayID.NotFound | igw-0123456789abcdef0
            AssociateRouteTable&RouteTableId=rtb-0123456789abcdef0&SubnetId={subnet} | InvalidRouteTableID.NotFound | rtb-0123456789abcdef0
            AllocateAddress&Domain=mars | InvalidParameterValue | mars
            ReleaseAddress&AllocationId=eipalloc-0123456789abcdef0 | InvalidAllocationID.NotFound | eipalloc-0123456789abcdef0
            DescribeVpcAttribute&VpcId={vpc}&Attribute=colour | InvalidParameterValue | colour
            AcceptVpcPeeringConnection&VpcPeeringConnectionId=pcx-1 | UnsupportedOperation | AcceptVpcPeeringConnection
            MakeCoffee | InvalidAction | The action MakeCoffee is not valid for this web service.
            """)
    void ec2(String form, String code, String message) throws Exception {
        HttpResponse<String> answer = server.ec2("Action=" + filled(form));

        refused(answer, 400, "<Code>" + code + "</Code>", filled(message));
    }
}
