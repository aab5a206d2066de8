"""Sign-ins in the chats' table of DynamoDB. See :mod:`bot.linking.links`, the port.

``L#<state>``    an attempt, under the fingerprint of its state
``P#<nonce>``    a proof, under the fingerprint of its nonce
``I#<athlete>``  an account that a chat holds

No item here has an attribute ``athlete_id``: the index by that name finds chats. ``expires_at`` (Unix seconds) is
DynamoDB's time to live, which is late by up to days, so that it is looked at here, too.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from botocore.exceptions import ClientError

from backend.aws.trouble import code_of, unavailable_as
from backend.errors import StoreUnavailable
from bot.linking.links import Account, Attempt, Proof

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_dynamodb.type_defs import AttributeValueTypeDef

    from backend.ports import Clock

_Item = dict[str, Any]  # boto3's own types differ from call to call


class DynamoLinks:
    """:class:`bot.linking.links.Links`. Each call is one request; all reads are consistent."""

    def __init__(self, client: "DynamoDBClient", table: str, clock: "Clock") -> None:
        self._client = client
        self._table = table
        self._clock = clock

    # ---- attempts ----

    def begin(self, attempt: Attempt) -> None:
        """See the port."""
        facts = asdict(attempt)
        del facts["state"], facts["expires_at"]
        item = {
            "pk": {"S": f"L#{attempt.state}"},
            "data": {"S": json.dumps(facts)},
            "expires_at": _seconds(attempt.expires_at),
        }
        with unavailable_as():
            self._client.put_item(TableName=self._table, Item=item)

    def attempt(self, state: str) -> Attempt | None:
        """See the port."""
        item = self._item(f"L#{state}")
        if item is None:
            return None
        return Attempt(state=state, expires_at=_instant(item["expires_at"]), **json.loads(item["data"]["S"]))

    def prove(self, state: str, proof: Proof) -> bool:
        """See the port. A state that is there no more makes the whole transaction fail."""
        item = {
            "pk": {"S": f"P#{proof.nonce}"},
            "user_id": {"N": str(proof.user_id)},
            "athlete": {"S": str(proof.athlete_id)},
            "email": {"S": proof.email},
            "token": {"S": proof.token or ""},
            "expires_at": _seconds(proof.expires_at),
        }
        over = {"TableName": self._table, "Key": {"pk": {"S": f"L#{state}"}}}
        return self._transact(
            {"Delete": over | {"ConditionExpression": "attribute_exists(pk)"}},
            {"Put": {"TableName": self._table, "Item": item}},
        )

    def end(self, state: str) -> None:
        """See the port."""
        self._delete(f"L#{state}")

    # ---- proofs ----

    def proof(self, nonce: str) -> Proof | None:
        """See the port."""
        item = self._item(f"P#{nonce}")
        if item is None:
            return None
        return Proof(
            nonce=nonce,
            user_id=int(item["user_id"]["N"]),
            athlete_id=UUID(item["athlete"]["S"]),
            email=item["email"]["S"],
            token=_text(item, "token"),
            expires_at=_instant(item["expires_at"]),
        )

    def accept(self, account: Account) -> bool:
        """See the port."""
        used: _Item = {
            "TableName": self._table,
            "Key": {"pk": {"S": f"P#{account.proof}"}},
            "UpdateExpression": "REMOVE #token",
            "ConditionExpression": "attribute_exists(#token)",
            "ExpressionAttributeNames": {"#token": "token"},
        }
        item = {
            "pk": {"S": f"I#{account.athlete_id}"},
            "chat_id": {"N": str(account.chat_id)},
            "user_id": {"N": str(account.user_id)},
            "email": {"S": account.email},
            "since": _seconds(account.since),
            "token": {"S": account.token or ""},
            "proof": {"S": account.proof},
        }
        return self._transact({"Update": used}, {"Put": {"TableName": self._table, "Item": item}})

    # ---- accounts ----

    def account(self, athlete_id: UUID) -> Account | None:
        """See the port."""
        item = self._item(f"I#{athlete_id}")
        if item is None:
            return None
        return Account(
            athlete_id=athlete_id,
            chat_id=int(item["chat_id"]["N"]),
            user_id=int(item["user_id"]["N"]),
            email=item["email"]["S"],
            since=_instant(item["since"]),
            token=_text(item, "token"),
            proof=item["proof"]["S"],
            farewell=_text(item, "farewell") or "",
        )

    def renew(self, athlete_id: UUID, old: str, new: str) -> bool:
        """See the port."""
        return self._update(
            athlete_id,
            "SET #token = :new REMOVE refused",
            "#token = :old OR refused = :old",
            {":old": {"S": old}, ":new": {"S": new}},
        )

    def refuse(self, athlete_id: UUID, token: str) -> bool:
        """See the port. The sealed token stays as a mark, for a process that was given another one for it."""
        return self._update(athlete_id, "SET refused = #token REMOVE #token", "#token = :old", {":old": {"S": token}})

    def leave(self, athlete_id: UUID, farewell: str) -> bool:
        """See the port."""
        return self._update(
            athlete_id,
            "SET farewell = :name",
            "attribute_exists(pk) AND (attribute_not_exists(farewell) OR farewell <> :name)",
            {":name": {"S": farewell}},
            named=False,
        )

    def remove(self, athlete_id: UUID) -> None:
        """See the port. In one transaction: whoever is interrupted finds the account again, and its proof by it."""
        account = self.account(athlete_id)
        if account is not None:
            self._transact(
                *(
                    {"Delete": {"TableName": self._table, "Key": {"pk": {"S": key}}}}
                    for key in (f"P#{account.proof}", f"I#{athlete_id}")
                )
            )

    # ---- the table ----

    def _item(self, key: str) -> _Item | None:
        with unavailable_as():
            answer = self._client.get_item(TableName=self._table, Key={"pk": {"S": key}}, ConsistentRead=True)
        item: _Item | None = answer.get("Item")
        if item is None or ("expires_at" in item and _instant(item["expires_at"]) <= self._clock.now()):
            return None
        return item

    def _delete(self, key: str) -> None:
        with unavailable_as():
            self._client.delete_item(TableName=self._table, Key={"pk": {"S": key}})

    def _update(
        self,
        athlete_id: UUID,
        change: str,
        condition: str,
        values: "dict[str, AttributeValueTypeDef]",
        *,
        named: bool = True,
    ) -> bool:
        names: _Item = {"ExpressionAttributeNames": {"#token": "token"}} if named else {}
        try:
            with unavailable_as():
                self._client.update_item(
                    TableName=self._table,
                    Key={"pk": {"S": f"I#{athlete_id}"}},
                    UpdateExpression=change,
                    ConditionExpression=condition,
                    ExpressionAttributeValues=values,
                    **names,
                )
        except ClientError as error:
            if code_of(error) != "ConditionalCheckFailedException":
                raise
            return False
        return True

    def _transact(self, *actions: Any) -> bool:
        """False when a condition did not hold."""
        try:
            with unavailable_as():
                self._client.transact_write_items(TransactItems=actions)
        except self._client.exceptions.TransactionCanceledException as error:
            reasons = {reason.get("Code") for reason in error.response["CancellationReasons"]}
            if "ConditionalCheckFailed" in reasons:
                return False
            raise StoreUnavailable from error  # somebody else is writing the same item
        return True


def _seconds(instant: datetime) -> "AttributeValueTypeDef":
    return {"N": str(int(instant.timestamp()))}


def _instant(value: _Item) -> datetime:
    return datetime.fromtimestamp(int(value["N"]), UTC)


def _text(item: _Item, name: str) -> str | None:
    return item[name]["S"] or None if name in item else None
