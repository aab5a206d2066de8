"""What the template promises: routes and scopes, times that fit each other, roles that grant little."""

import re
from typing import Any

import pytest
import yaml

from backend.api.scopes import BILLING_ROUTES, COACH_ROUTES, OPEN_ELSEWHERE, ROUTES, WEBHOOK
from backend.aws.secrets import NOT_GIVEN
from backend.contract import Problem
from bot.settings import WrongSetting, read_settings
from sandbox.cloud.template import TEMPLATE, read_template, resources_of

TEMPLATE_TEXT = TEMPLATE.read_text(encoding="utf-8")
DOCUMENT = read_template()
RESOURCES = DOCUMENT["Resources"]
FUNCTIONS = resources_of(DOCUMENT, "AWS::Serverless::Function")
QUEUES = resources_of(DOCUMENT, "AWS::SQS::Queue")
ROLES = resources_of(DOCUMENT, "AWS::IAM::Role")
MACHINES = {
    name: yaml.safe_load((TEMPLATE.parent / machine["Properties"]["DefinitionUri"]).read_text(encoding="utf-8"))
    for name, machine in resources_of(DOCUMENT, "AWS::Serverless::StateMachine").items()
}

NO_RESOURCES_KNOWN = {
    "xray:PutTraceSegments": "X-Ray has no resource types for it",
    "xray:PutTelemetryRecords": "X-Ray has no resource types for it",
    "xray:GetSamplingRules": "X-Ray has no resource types for it",
    "xray:GetSamplingTargets": "X-Ray has no resource types for it",
    "logs:CreateLogDelivery": "vended logs of Express executions",
    "logs:GetLogDelivery": "vended logs of Express executions",
    "logs:UpdateLogDelivery": "vended logs of Express executions",
    "logs:DeleteLogDelivery": "vended logs of Express executions",
    "logs:ListLogDeliveries": "vended logs of Express executions",
    "logs:PutResourcePolicy": "vended logs of Express executions",
    "logs:DescribeResourcePolicies": "vended logs of Express executions",
    "logs:DescribeLogGroups": "a list of groups is no resource",
}
"""Actions that are granted on everything, each with its reason."""


def statements(role: str) -> list[dict[str, Any]]:
    return [
        statement
        for policy in ROLES[role]["Properties"]["Policies"]
        for statement in policy["PolicyDocument"]["Statement"]
    ]


def events(kind: str) -> list[tuple[str, dict[str, Any]]]:
    """(function, properties) of every event of a type."""
    return [
        (name, event["Properties"])
        for name, function in FUNCTIONS.items()
        for event in function["Properties"].get("Events", {}).values()
        if event["Type"] == kind
    ]


# ---- routes ----


@pytest.mark.parametrize(
    ("function", "routes"),
    [("ApiFunction", ROUTES), ("BillingFunction", BILLING_ROUTES), ("CoachApiFunction", COACH_ROUTES)],
)
def test_every_route_of_the_api_is_routed_with_its_scope_and_no_other_is(function: str, routes: Any) -> None:
    routed = {
        (event["Method"].upper(), event["Path"]): event["Auth"].get("AuthorizationScopes")
        for name, event in events("Api")
        if name == function
    }

    assert routed == {route: None if scope is None else [scope.value] for route, scope in routes.items()}


def test_only_routes_that_are_meant_to_be_open_are_open() -> None:
    open_routes = {(e["Method"].upper(), e["Path"]) for _, e in events("Api") if e["Auth"].get("Authorizer") == "NONE"}

    assert open_routes == {route for route, scope in ROUTES.items() if scope is None} | OPEN_ELSEWHERE | {WEBHOOK}


def test_every_scope_is_one_of_the_resource_server_and_the_clients_have_only_theirs() -> None:
    server = RESOURCES["Scopes"]["Properties"]
    defined = {f"{server['Identifier']}/{scope['ScopeName']}" for scope in server["Scopes"]}
    athletes = set(RESOURCES["AthleteClient"]["Properties"]["AllowedOAuthScopes"])
    bot = set(RESOURCES["BotClient"]["Properties"]["AllowedOAuthScopes"])

    assert defined == {scope.value for scope in ROUTES.values() if scope is not None}
    assert athletes - {"openid", "email"} == defined - bot
    assert bot == {"ai-tracker/bot"}


@pytest.mark.parametrize("refusal", RESOURCES["Api"]["Properties"]["GatewayResponses"])
def test_what_api_gateway_refuses_by_itself_looks_like_what_the_api_refuses(refusal: str) -> None:
    body = RESOURCES["Api"]["Properties"]["GatewayResponses"][refusal]["ResponseTemplates"]["application/json"]

    assert Problem.model_validate_json(body).details == {}


# ---- times ----


def states(*machines: str) -> list[tuple[str, dict[str, Any]]]:
    """The tasks of these machines, or of all."""
    every = [state for machine in machines or MACHINES for state in MACHINES[machine]["States"].items()]
    return [(name, state) for name, state in every if state["Type"] == "Task"]


@pytest.mark.parametrize(("name", "state"), states(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_step_may_run_for_as_long_as_its_state_waits(name: str, state: dict[str, Any]) -> None:
    function = state["Arguments"]["FunctionName"].strip("${}")

    assert FUNCTIONS[function]["Properties"]["Timeout"] >= state["TimeoutSeconds"]


def test_the_api_answers_before_api_gateway_gives_up() -> None:
    assert all(FUNCTIONS[name]["Properties"]["Timeout"] <= 29 for name, _ in events("Api"))


def test_a_tick_leaves_time_for_the_rest_and_ends_before_the_next_one() -> None:
    # Read, as it is: loading the function's module would ask for its settings.
    text = (TEMPLATE.parents[1] / "bot" / "functions" / "tick.py").read_text(encoding="utf-8")
    [reminding] = re.findall(r"^REMINDING_SECONDS = (\d+)$", text, re.MULTILINE)

    assert int(reminding) + 10 <= FUNCTIONS["TickFunction"]["Properties"]["Timeout"] < 60


def sources() -> list[tuple[str, str]]:
    return [(name, event["Queue"]["Fn::GetAtt"][0]) for name, event in events("SQS")]


@pytest.mark.parametrize(("function", "queue"), sources())
def test_a_message_stays_hidden_for_six_times_its_functions_timeout(function: str, queue: str) -> None:
    # https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    assert QUEUES[queue]["Properties"]["VisibilityTimeout"] >= 6 * FUNCTIONS[function]["Properties"]["Timeout"]


@pytest.mark.parametrize(("function", "queue"), sources())
def test_one_failing_message_does_not_repeat_the_whole_batch(function: str, queue: str) -> None:
    [event] = [event for name, event in events("SQS") if (name, event["Queue"]["Fn::GetAtt"][0]) == (function, queue)]

    assert event["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


# ---- dead letters and alarms ----


LOST = {"Drafts"}
"""Queues of what is of no use a moment later: what is lost there is lost."""


@pytest.mark.parametrize(("_function", "queue"), [each for each in sources() if each[1] not in LOST])
def test_what_is_given_up_goes_to_a_queue_of_the_same_kind(_function: str, queue: str) -> None:
    [dead, attribute] = QUEUES[queue]["Properties"]["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"]

    assert attribute == "Arn"
    assert QUEUES[dead]["Properties"].get("FifoQueue") == QUEUES[queue]["Properties"].get("FifoQueue")


@pytest.mark.parametrize("queue", sorted(LOST))
def test_what_may_be_lost_is_soon_forgotten(queue: str) -> None:
    assert QUEUES[queue]["Properties"]["MessageRetentionPeriod"] == 60
    assert "RedrivePolicy" not in QUEUES[queue]["Properties"]


def test_drafts_are_asked_for_only_where_a_model_writes() -> None:
    [mapping] = [event for name, event in events("SQS") if name == "DraftsFunction"]

    assert mapping["Enabled"] == {"Fn::If": ["HasModel", True, False]}
    assert FUNCTIONS["CoachFunction"]["Properties"]["Environment"]["Variables"]["COACH"]["Fn::If"][0] == "HasModel"


def test_who_draws_drafts_writes_nothing_into_the_chats() -> None:
    granted = {action for each in statements("DraftsRole") for action in each["Action"] if "dynamodb" in action}

    assert granted == {"dynamodb:GetItem"}


@pytest.mark.parametrize("queue", [name for name in QUEUES if name.endswith("Dead")])
def test_a_dead_letter_rings(queue: str) -> None:
    watched = [
        alarm["Properties"]
        for alarm in resources_of(DOCUMENT, "AWS::CloudWatch::Alarm").values()
        if alarm["Properties"]["Dimensions"][0]["Value"] == {"Fn::GetAtt": [queue, "QueueName"]}
    ]

    assert [(alarm["Threshold"], alarm["ComparisonOperator"]) for alarm in watched] == [(0, "GreaterThanThreshold")]


def test_what_nobody_waits_for_has_a_dead_letter_queue() -> None:
    waited_for = {name for name, _ in events("Api")} | {name for name, _ in sources()}
    waited_for |= {state["Arguments"]["FunctionName"].strip("${}") for _, state in states()}

    assert {name for name in FUNCTIONS if name not in waited_for} == {
        name for name, function in FUNCTIONS.items() if "DeadLetterQueue" in function["Properties"]
    }


# ---- roles ----


def test_every_function_has_a_role_and_a_log_of_its_own() -> None:
    for name, function in FUNCTIONS.items():
        own = name.removesuffix("Function")
        assert function["Properties"]["Role"] == {"Fn::GetAtt": [f"{own}Role", "Arn"]}
        assert function["Properties"]["LoggingConfig"] == {"LogGroup": {"Ref": f"{own}Logs"}}
        assert "Policies" not in function["Properties"]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_grants_named_actions_on_named_resources(role: str) -> None:
    for statement in statements(role):
        assert not any("*" in action for action in statement["Action"])
        if statement["Resource"] == "*":
            assert set(statement["Action"]) <= set(NO_RESOURCES_KNOWN)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_for_one_service(role: str) -> None:
    [trusted] = ROLES[role]["Properties"]["AssumeRolePolicyDocument"]["Statement"]

    assert re.fullmatch(r"[a-z]+\.amazonaws\.com", trusted["Principal"]["Service"])


def test_nobody_may_scan() -> None:
    granted = {action for role in ROLES for statement in statements(role) for action in statement["Action"]}

    assert "dynamodb:Scan" not in granted


@pytest.mark.parametrize("machine", MACHINES)
def test_a_machine_may_invoke_the_functions_that_it_names_and_no_other(machine: str) -> None:
    named = {state["Arguments"]["FunctionName"].strip("${}") for _, state in states(machine)}
    [invoke] = [one for one in statements(f"{machine}Role") if one["Action"] == ["lambda:InvokeFunction"]]

    assert {each["Fn::GetAtt"][0] for each in invoke["Resource"]} == named
    assert set(RESOURCES[machine]["Properties"]["DefinitionSubstitutions"]) == named


# ---- secrets ----

MAY_READ = {
    "TelegramToken": {"UpdatesRole", "PushesRole", "DraftsRole"},
    "WebhookSecret": {"WebhookRole"},
    "SealKey": {"UpdatesRole", "PushesRole", "LinkCallbackRole"},
    "StripeKey": {"BillingRole", "StripeWebhookRole", "TickRole"},
    "StripeSigning": {"StripeWebhookRole"},
    "ProviderToken": {"UpdatesRole"},
    "BotClientSecret": {"UpdatesRole"},
    "OpenAiKey": {"CoachRole", "CoachApiRole", "AnswerQuestionRole"},
    "PseudonymKey": {"CoachRole", "CoachApiRole", "AnswerQuestionRole"},
}
"""Secret → the roles that may read it."""


@pytest.mark.parametrize("secret", MAY_READ)
def test_a_secret_is_read_by_who_needs_it_alone(secret: str) -> None:
    readers = {
        role
        for role in ROLES
        for statement in statements(role)
        if "secretsmanager:GetSecretValue" in statement["Action"]
        for resource in (statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]])
        if resource == {"Fn::GetAtt": [secret, "Id"]}
    }

    assert readers == MAY_READ[secret]


@pytest.mark.parametrize(
    "parameter", ["StripeSecretKey", "StripeWebhookSecret", "TelegramProviderToken", "OpenAiApiKey"]
)
def test_a_secret_that_is_not_given_is_not_empty_and_known_as_not_given(parameter: str) -> None:
    described = DOCUMENT["Parameters"][parameter]
    [value] = [
        secret["Properties"]["SecretString"]
        for secret in resources_of(DOCUMENT, "AWS::SecretsManager::Secret").values()
        if parameter in str(secret["Properties"].get("SecretString"))
    ]

    assert (described["NoEcho"], described["Default"]) == (True, "")
    assert value["Fn::If"][1:] == [{"Ref": parameter}, NOT_GIVEN]


@pytest.mark.parametrize(
    "contact",
    [
        "", "pay+bot@club.example.org", "@club_treasurer", "t.me/club", "https://t.me/+Abc", "https://example.org:8/help?a=1",
        "the treasurer", "http://example.org/help", "https://example.org/a b", "javascript:alert(1)", "@me", "a@b",
    ],
)  # fmt: skip
def test_the_template_takes_the_contact_that_the_setting_takes(contact: str) -> None:
    try:
        known = read_settings(_env_file=None, support_contact=contact).support_contact == contact
    except WrongSetting:
        known = False

    assert bool(re.fullmatch(DOCUMENT["Parameters"]["SupportContact"]["AllowedPattern"], contact)) is known


def test_a_contact_that_is_not_given_is_known_as_not_given() -> None:
    for function in ("UpdatesFunction", "PushesFunction"):
        told = FUNCTIONS[function]["Properties"]["Environment"]["Variables"]["SUPPORT_CONTACT"]
        assert told["Fn::If"] == ["HasSupportContact", {"Ref": "SupportContact"}, NOT_GIVEN]


# ---- privacy ----


def test_logs_hold_no_athletes_data() -> None:
    access_log = RESOURCES["Api"]["Properties"]["AccessLogSetting"]["Format"]
    machine_log = RESOURCES["Analysis"]["Properties"]["Logging"]

    assert not re.search(r"sourceIp|userAgent|\.path\b|query|authorizer|identity|integration\.", access_log)
    assert machine_log["IncludeExecutionData"] is False
    for setting in RESOURCES["Api"]["Properties"]["MethodSettings"]:
        assert setting["DataTraceEnabled"] is False


@pytest.mark.parametrize("log", resources_of(DOCUMENT, "AWS::Logs::LogGroup"))
def test_logs_are_deleted_after_a_while(log: str) -> None:
    assert RESOURCES[log]["Properties"]["RetentionInDays"] == {"Ref": "LogRetentionDays"}


@pytest.mark.parametrize("name", ["BackendTable", "ChatsTable", "UserPool", "SealKey"])
def test_data_outlives_the_stack(name: str) -> None:
    assert RESOURCES[name]["DeletionPolicy"] == "Retain"
    assert RESOURCES[name]["UpdateReplacePolicy"] == "Retain"


@pytest.mark.parametrize("name", resources_of(DOCUMENT, "AWS::DynamoDB::Table"))
def test_tables_are_encrypted_recoverable_and_paid_by_use(name: str) -> None:
    table = RESOURCES[name]["Properties"]

    assert table["SSESpecification"] == {"SSEEnabled": True}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["BillingMode"] == "PAY_PER_REQUEST"


def test_the_template_names_no_account_and_no_secret() -> None:
    assert not re.search(r"\b\d{12}\b", TEMPLATE_TEXT)
    assert DOCUMENT["Parameters"]["TelegramBotToken"]["NoEcho"] is True
    assert "Default" not in DOCUMENT["Parameters"]["TelegramBotToken"]


# ---- for people ----


@pytest.mark.parametrize("section", ["Parameters", "Outputs"])
def test_every_parameter_and_output_is_described(section: str) -> None:
    assert [name for name, each in DOCUMENT[section].items() if not each.get("Description")] == []


@pytest.mark.parametrize("parameter", DOCUMENT["Parameters"])
def test_every_parameter_is_used(parameter: str) -> None:
    assert re.search(rf"!Ref {parameter}\b|\${{{parameter}}}", TEMPLATE_TEXT)


def test_every_setting_of_a_function_is_documented() -> None:
    documented = (TEMPLATE.parents[1] / "docs" / "aws.md").read_text(encoding="utf-8")
    variables = set(DOCUMENT["Globals"]["Function"]["Environment"]["Variables"])
    for function in FUNCTIONS.values():
        variables |= set(function["Properties"]["Environment"]["Variables"])

    assert sorted(name for name in variables if f"`{name}`" not in documented) == []
