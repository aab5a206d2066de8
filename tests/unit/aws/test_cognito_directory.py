"""Accounts in a user pool, removed for good."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from backend.aws.directory import CognitoDirectory
from backend.errors import Unavailable
from tests.fakes.cloud import client


@pytest.fixture
def cognito() -> Any:
    return client("cognito-idp")


@pytest.fixture
def pool(cognito) -> Iterator[str]:
    """A pool whose users sign in by e-mail, as the template's does."""
    made = cognito.create_user_pool(PoolName=f"pool-{uuid4().hex[:8]}", UsernameAttributes=["email"])
    yield made["UserPool"]["Id"]
    client("cognito-idp").delete_user_pool(UserPoolId=made["UserPool"]["Id"])


def new_user(cognito: Any, pool: str, name: str) -> UUID:
    """Their ``sub``, which is the athlete's id."""
    user = cognito.admin_create_user(UserPoolId=pool, Username=f"{name}@example.org", MessageAction="SUPPRESS")["User"]
    return UUID(next(each["Value"] for each in user["Attributes"] if each["Name"] == "sub"))


def emails(cognito: Any, pool: str) -> list[str]:
    return sorted(
        attribute["Value"]
        for user in cognito.list_users(UserPoolId=pool)["Users"]
        for attribute in user["Attributes"]
        if attribute["Name"] == "email"
    )


def test_an_account_is_removed_and_no_other(cognito, pool):
    anna, _ = new_user(cognito, pool, "anna"), new_user(cognito, pool, "ben")
    CognitoDirectory(cognito, pool).remove(anna)
    assert emails(cognito, pool) == ["ben@example.org"]


def test_one_who_is_gone_or_never_was_is_no_trouble(cognito, pool):
    directory, anna = CognitoDirectory(cognito, pool), new_user(cognito, pool, "anna")
    directory.remove(anna)
    directory.remove(anna)
    directory.remove(uuid4())


def test_cognito_out_of_reach_is_unavailable_and_can_be_asked_again(cognito, pool):
    anna = new_user(cognito, pool, "anna")
    troubles: list[Exception] = [
        ReadTimeoutError(endpoint_url=""),
        ClientError({"Error": {"Code": "TooManyRequestsException"}}, "AdminDeleteUser"),
        ClientError(
            {"Error": {"Code": "InternalErrorException"}, "ResponseMetadata": {"HTTPStatusCode": 500}},
            "AdminDeleteUser",
        ),
    ]

    def fail(**_: Any) -> None:
        if troubles:
            raise troubles.pop()

    cognito.meta.events.register("before-call.cognito-identity-provider.AdminDeleteUser", fail)
    directory = CognitoDirectory(cognito, pool)
    while troubles:
        with pytest.raises(Unavailable):
            directory.remove(anna)
    assert emails(cognito, pool) == ["anna@example.org"]
    directory.remove(anna)
    assert emails(cognito, pool) == []


def test_a_pool_that_is_not_there_is_a_mistake_of_ours(cognito):
    with pytest.raises(ClientError):
        CognitoDirectory(cognito, "eu-central-1_nowhere").remove(uuid4())
