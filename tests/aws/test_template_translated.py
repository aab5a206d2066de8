"""What the template becomes: the emulator does not check who may invoke a function or which scope a method wants."""

import json
from typing import Any

import pytest

from backend.api.scopes import BILLING_ROUTES, COACH_ROUTES, OPEN_ELSEWHERE, ROUTES, WEBHOOK
from sandbox.cloud.deploy import Stack


@pytest.fixture(scope="module")
def translated(stack: Stack) -> dict[str, Any]:
    body = stack.client("cloudformation").get_template(StackName=stack.name, TemplateStage="Processed")["TemplateBody"]
    document: dict[str, Any] = json.loads(body) if isinstance(body, str) else body
    return document


def of_type(translated: dict[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    return {name: each["Properties"] for name, each in translated["Resources"].items() if each["Type"] == kind}


def test_every_method_wants_the_scope_of_its_route(translated: dict[str, Any]) -> None:
    [api] = of_type(translated, "AWS::ApiGateway::RestApi").values()
    secured = {
        (method.upper(), path): operation.get("security")
        for path, operations in api["Body"]["paths"].items()
        for method, operation in operations.items()
    }

    expected: dict[tuple[str, str], list[dict[str, list[str]]]]
    expected = {
        route: [{"NONE": []} if scope is None else {"Athletes": [scope.value]}]
        for route, scope in {**ROUTES, **BILLING_ROUTES, **COACH_ROUTES}.items()
    }
    expected |= {route: [{"NONE": []}] for route in {*OPEN_ELSEWHERE, WEBHOOK}}
    assert secured == expected


def test_the_authorizer_asks_the_pool(translated: dict[str, Any]) -> None:
    [api] = of_type(translated, "AWS::ApiGateway::RestApi").values()
    authorizer = api["Body"]["components"]["securitySchemes"]["Athletes"]

    assert authorizer["x-amazon-apigateway-authtype"] == "cognito_user_pools"
    assert authorizer["x-amazon-apigateway-authorizer"]["providerARNs"] == [{"Fn::GetAtt": ["UserPool", "Arn"]}]


def test_api_gateway_may_invoke_each_function_for_its_own_routes_only(translated: dict[str, Any]) -> None:
    permissions = of_type(translated, "AWS::Lambda::Permission").values()
    granted = set()
    for permission in permissions:
        assert permission["Principal"] == "apigateway.amazonaws.com"
        assert permission["Action"] == "lambda:InvokeFunction"
        address, _ = permission["SourceArn"]["Fn::Sub"]
        _, _, method, path = address.rpartition(":")[2].split("/", 3)  # <api>/<stage>/<method>/<path>
        granted.add((permission["FunctionName"]["Ref"], method, f"/{path}"))

    elsewhere = {("BillingFunction", method, path) for method, path in BILLING_ROUTES}
    elsewhere |= {("CoachApiFunction", method, _wildcards(path)) for method, path in COACH_ROUTES}
    assert granted == {("ApiFunction", method, _wildcards(path)) for method, path in ROUTES} | elsewhere | {
        ("StripeWebhookFunction", "POST", "/stripe/webhook"),
        ("WebhookFunction", "POST", "/telegram/webhook"),
        ("LinkCallbackFunction", "GET", "/link/callback"),
    }


def _wildcards(path: str) -> str:
    return "/".join("*" if part.startswith("{") else part for part in path.split("/"))


def test_no_function_got_a_role_that_the_template_does_not_spell_out(translated: dict[str, Any]) -> None:
    roles = {name for name, each in translated["Resources"].items() if each["Type"] == "AWS::IAM::Role"}
    managed = [name for name, role in of_type(translated, "AWS::IAM::Role").items() if role.get("ManagedPolicyArns")]

    assert managed == []
    assert {
        function["Role"]["Fn::GetAtt"][0] for function in of_type(translated, "AWS::Lambda::Function").values()
    } < roles
