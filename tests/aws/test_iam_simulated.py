"""What each role may do, asked of AWS's own simulation: all that its policy means, on the resources of the stack, and
nothing that another role may, nor anything that nobody may.

The emulator does not hold the roles of the machine, the schedule, the queues' polling and API Gateway to their
policies when they act. Here they are asked like the others.
"""

from collections import defaultdict

import pytest

from sandbox.cloud.deploy import Stack
from tests.aws.rights import FUNCTIONS, ROLES, TEMPLATE, Right, granted

NOBODY_MAY = {
    "BackendTable": ["dynamodb:Scan", "dynamodb:DeleteTable", "dynamodb:UpdateTable", "dynamodb:PartiQLSelect"],
    "ChatsTable": ["dynamodb:Scan", "dynamodb:DeleteTable", "dynamodb:ExportTableToPointInTime"],
    "BackendTable/index/by_time": ["dynamodb:Scan"],
    "BackendTable/index/by_due": ["dynamodb:Scan"],
    "Inbox": ["sqs:PurgeQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes"],
    "Outbox": ["sqs:PurgeQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes"],
    "TelegramToken": ["secretsmanager:PutSecretValue", "secretsmanager:DeleteSecret"],
    "SealKey": ["secretsmanager:PutSecretValue", "secretsmanager:UpdateSecret"],
    "UserPool": ["cognito-idp:ListUsers", "cognito-idp:AdminGetUser", "cognito-idp:AdminSetUserPassword"],
    "Analysis": ["states:UpdateStateMachine", "states:DeleteStateMachine", "states:StopExecution"],
    "Questions": ["states:UpdateStateMachine", "states:DeleteStateMachine", "states:StopExecution"],
    "OpenAiKey": ["secretsmanager:PutSecretValue", "secretsmanager:DeleteSecret"],
    "ApiFunction": ["lambda:UpdateFunctionCode", "lambda:GetFunction", "lambda:InvokeFunction"],
    "ApiRole": ["sts:AssumeRole", "iam:PassRole", "iam:PutRolePolicy"],
    "*": ["iam:CreateUser", "kms:Decrypt", "s3:GetObject", "ssm:GetParameter", "cloudformation:DeleteStack"],
}
SOMEBODY_ELSES = "somebody-elses"
"""A resource of the same account that is not of this stack."""


@pytest.fixture(scope="module")
def arns(stack: Stack) -> dict[str, str]:
    """ARN of each resource, by its name in the template: asked of its own service."""
    found = {"*": "*", "Analysis": stack.outputs["StateMachineArn"], "Questions": stack.outputs["QuestionMachineArn"]}
    for name, resource in TEMPLATE["Resources"].items():
        kind = resource["Type"].partition("::")[2]
        if kind == "DynamoDB::Table":
            table = stack.client("dynamodb").describe_table(TableName=stack.resource(name))["Table"]
            found[name] = table["TableArn"]
            for index in [*table.get("LocalSecondaryIndexes", []), *table.get("GlobalSecondaryIndexes", [])]:
                found[f"{name}/index/{index['IndexName']}"] = f"{table['TableArn']}/index/{index['IndexName']}"
        elif kind == "SQS::Queue":
            answer = stack.client("sqs").get_queue_attributes(
                QueueUrl=stack.resource(name), AttributeNames=["QueueArn"]
            )
            found[name] = answer["Attributes"]["QueueArn"]
        elif kind == "SecretsManager::Secret":
            found[name] = stack.client("secretsmanager").describe_secret(SecretId=stack.resource(name))["ARN"]
        elif kind == "Cognito::UserPool":
            pool = stack.client("cognito-idp").describe_user_pool(UserPoolId=stack.resource(name))["UserPool"]
            found[name] = pool["Arn"]
        elif kind == "Serverless::Function":
            function = stack.client("lambda").get_function(FunctionName=stack.resource(name))["Configuration"]
            found[name] = function["FunctionArn"]
        elif kind == "IAM::Role":
            found[name] = stack.client("iam").get_role(RoleName=stack.resource(name))["Role"]["Arn"]
        elif kind == "Logs::LogGroup":
            prefix = stack.resource(name)
            [group] = stack.client("logs").describe_log_groups(logGroupNamePrefix=prefix)["logGroups"]
            found[name] = group["arn"].removesuffix(":*") + ":log-stream:today"
    any_group = next(right.resource for right in granted("ApiGatewayLogsRole") if right.resource != "*")
    found[any_group] = found["AccessLogs"].replace(stack.resource("AccessLogs"), "API-Gateway-Execution-Logs_any/v1")
    return found


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_what_its_policy_means_and_nothing_else(role: str, stack: Stack, arns: dict[str, str]) -> None:
    asked: dict[str, set[str]] = defaultdict(set, {resource: set(actions) for resource, actions in NOBODY_MAY.items()})
    for other in ROLES:
        for right in granted(other):
            asked[right.resource].add(right.action)

    allowed = {
        Right(action, resource)
        for resource, actions in asked.items()
        for action in actions
        if simulated(stack, arns[role], action, arns[resource])
    }

    # A right on everything is a right on each.
    everywhere = {right.action for right in granted(role) if right.resource == "*"}
    meant = granted(role) | {
        Right(action, resource) for resource, actions in asked.items() for action in actions & everywhere
    }
    # API Gateway's role is the account's: it writes any group of logs.
    if role == "ApiGatewayLogsRole":
        logs = {resource for resource in asked if resource.endswith("Logs")}
        meant |= {Right(right.action, each) for right in granted(role) for each in logs if right.action in asked[each]}
    assert allowed == meant


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_nothing_with_what_is_not_of_the_stack(role: str, stack: Stack, arns: dict[str, str]) -> None:
    for right in granted(role):
        if right.resource == "*" or role == "ApiGatewayLogsRole":
            continue
        name = right.resource.partition("/index/")[0]
        foreign = arns[right.resource].replace(physical(stack, name), SOMEBODY_ELSES)
        assert foreign != arns[right.resource]
        assert not simulated(stack, arns[role], right.action, foreign), right


def physical(stack: Stack, name: str) -> str:
    return stack.resource(name).rstrip("/").rpartition("/")[2].rpartition(":")[2]


def simulated(stack: Stack, role: str, action: str, resource: str) -> bool:
    answer = stack.client("iam").simulate_principal_policy(
        PolicySourceArn=role, ActionNames=[action], ResourceArns=[resource]
    )
    [result] = answer["EvaluationResults"]
    return bool(result["EvalDecision"] == "allowed")


def test_the_roles_of_services_are_asked_too() -> None:
    of_functions = {function["Properties"]["Role"]["Fn::GetAtt"][0] for function in FUNCTIONS.values()}

    assert set(ROLES) - of_functions == {"AnalysisRole", "QuestionsRole", "EveryMinuteRole", "ApiGatewayLogsRole"}
