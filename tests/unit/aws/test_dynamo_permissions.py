"""Each function's role grants what the function asks of the backend's table, and nothing else."""

from dataclasses import replace
from datetime import time, timedelta
from uuid import UUID, uuid4

import pytest

from backend import history
from backend.aws.dynamo.billing import DynamoBilling
from backend.aws.dynamo.coach import DynamoLedger
from backend.aws.dynamo.coach_book import DynamoCoachBook
from backend.aws.outbox import SqsOutbox
from backend.billing.gate import has_premium
from backend.billing.ports import PaymentRecord, PurchaseRecord, PurchaseState, StripeEvent
from backend.coach.ports import Cost, Limits
from backend.coaching.desk import CoachDesk
from backend.coaching.ports import Question
from backend.contract import Reminders
from backend.contract.coach import AskQuestion, CastVote, Remember, Voice
from backend.contract.premium import PlanId, PremiumCause, PremiumChange, PremiumState, Price, Rail
from backend.errors import EntryNotFound, PremiumRequired
from backend.ports import DueKind
from backend.reminders.engine import send_due
from backend.workflow import questions
from backend.workflow.steps import Tools, tasks
from sandbox.cloud.template import read_template
from tests.fakes.billing import NOON
from tests.fakes.cloud import client, make_queue

TEMPLATE = read_template()
IN_A_TRANSACTION = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}


def granted(role: str) -> set[tuple[str, str]]:
    """(where, action) of all that the role may do in the backend's table and its indexes."""
    allowed = set()
    for policy in TEMPLATE["Resources"][role]["Properties"]["Policies"]:
        for statement in policy["PolicyDocument"]["Statement"]:
            match statement["Resource"]:
                case {"Fn::GetAtt": ["BackendTable", "Arn"]}:
                    where = "table"
                case {"Fn::Sub": str(text)} if text.startswith("${BackendTable.Arn}/index/"):
                    where = text.rpartition("/")[2]
                case _:
                    continue
            allowed |= {(where, action.removeprefix("dynamodb:")) for action in statement["Action"]}
    return allowed


@pytest.fixture
def asked(dynamodb):
    """(where, action) of all that is asked from now on, by the names that IAM has for it."""
    seen: set[tuple[str, str]] = set()

    def note(params, model, **_):
        if model.name == "TransactWriteItems":
            seen.update(("table", IN_A_TRANSACTION[kind]) for action in params["TransactItems"] for kind in action)
        else:
            seen.add((params.get("IndexName", "table"), model.name))

    dynamodb.meta.events.register("provide-client-params.dynamodb", note)
    return seen


@pytest.fixture
def step(store, clock, dynamodb, table):
    outbox = SqsOutbox(client("sqs"), make_queue("Outbox"), dynamodb, table, clock)
    return tasks(Tools(store, outbox, clock, tones=DynamoCoachBook(dynamodb, table).tone))


@pytest.fixture
def work(store, anna, run):
    """An entry to be analysed, and one to be taken out of the days again."""
    entry, other = run(), run(date=run().date - timedelta(days=1))
    for one in (other, entry):
        store.add_entry(anna, one)
    history.bring_up_to_date(store, anna)
    gone = other.model_copy(update={"revision": 2, "removed": True})
    store.replace_entry(anna, gone, stale_from=other.date)
    return {"athlete_id": str(anna), "entry_id": str(entry.id), "revision": 1}


def test_the_api(store, check_ins, agenda, clock, anna, run, check_in, asked):
    athlete = store.athlete(anna)
    store.add_athlete(athlete)
    store.change_athlete(athlete)
    early, late = run(date=run().date - timedelta(days=40)), run()
    for entry in (early, late):
        store.add_entry(anna, entry)
    history.trend(store, anna, late.date, 7)
    gone = late.model_copy(update={"revision": 2, "removed": True})
    store.replace_entry(anna, gone, stale_from=late.date)
    history.metrics_on(store, anna, late.date)
    store.entry(anna, late.id)
    store.entries_page(anna, None, 5)
    store.feedback(anna, late.id)
    store.latest_feedback(anna, 5)
    check_ins.save_check_in(anna, check_in())
    check_ins.check_ins_between(anna, check_in().date, check_in().date)
    check_ins.remove_check_in(anna, check_in().date)
    agenda.save_reminders(anna, agenda.reminders(anna), {DueKind.NUDGE: clock.now(), DueKind.CHECK_IN: None})
    agenda.put_off(anna, DueKind.LATER, clock.now())
    store.erase_athlete(anna)
    assert asked == granted("ApiRole")


def test_validate(step, work, asked):
    step["validate"](work)
    assert asked == granted("ValidateRole")


def test_analyse(step, work, asked):
    step["analyse"](work)
    assert asked == granted("AnalyseRole")


def test_coach(step, work, asked, dynamodb, table, clock, anna):
    analysed = step["analyse"](work)
    asked.clear()
    use_a_model(dynamodb, table, clock, anna)
    step["coach"]({**work, **analysed})
    assert asked == granted("CoachRole")


def use_a_model(dynamodb, table, clock, athlete_id):
    """Who has premium, and what may be spent."""
    has_premium(DynamoBilling(dynamodb, table), Rail.STRIPE_INVOICE, athlete_id, clock.now())
    ledger, today, some = DynamoLedger(dynamodb, table), clock.now().date(), Cost(10, 10)
    ledger.book(athlete_id, today, some, Limits(100, 100))
    ledger.correct(athlete_id, today, some)
    ledger.raise_alarm(today)


@pytest.fixture
def book(dynamodb, table):
    return DynamoCoachBook(dynamodb, table)


@pytest.fixture
def question_step(store, check_ins, book, clock, dynamodb, table):
    outbox = SqsOutbox(client("sqs"), make_queue("Outbox"), dynamodb, table, clock)
    return questions.tasks(questions.QuestionTools(store, check_ins, book, clock, outbox))


@pytest.fixture
def question(book, anna, clock):
    asked = Question(uuid4(), "how much did I run this week?", clock.now())
    book.ask(anna, asked, clock.now() - timedelta(days=1), 5)
    return {"athlete_id": str(anna), "question_id": str(asked.id)}


def test_the_coachs_api(store, book, clock, anna, dynamodb, table, asked, work):
    entry_id = UUID(work["entry_id"])
    asked.clear()
    desk = CoachDesk(store, book, Nowhere(), clock, gate(dynamodb, table, clock))
    with pytest.raises(PremiumRequired):
        desk.ask(anna, AskQuestion(id=uuid4(), text="can I race on Saturday?"))
    free = CoachDesk(store, book, Nowhere(), clock, lambda _: True)
    made = free.ask(anna, AskQuestion(id=uuid4(), text="can I race on Saturday?"))
    free.question(anna, made.id)
    with pytest.raises(EntryNotFound):
        free.vote(anna, CastVote(entry_id=entry_id, good=True))
    free.vote(anna, CastVote(question_id=made.id, good=True))
    kept = Remember(id=uuid4(), kind="goal", text="a marathon")
    free.remember(anna, kept)
    free.forget(anna, kept.id)
    free.choose(anna, Voice())
    assert asked == granted("CoachApiRole")


def gate(dynamodb, table, clock):
    return lambda athlete_id: has_premium(DynamoBilling(dynamodb, table), Rail.STRIPE_INVOICE, athlete_id, clock.now())


class Nowhere:
    """A workflow that does nothing."""

    def start(self, execution_id, work):
        pass


def test_validate_question(question_step, question, asked):
    question_step["validate_question"](question)
    assert asked == granted("ValidateQuestionRole")


def test_answer_question(question_step, question, work, dynamodb, table, clock, anna, asked):
    question_step["answer_question"](question)
    use_a_model(dynamodb, table, clock, anna)
    assert asked == granted("AnswerQuestionRole")


ANSWER = {"text": "60 min.", "facts": [], "prompt": "", "outcome": "rules", "proposal": None}


def test_save_answer(question_step, question, asked):
    asked.clear()
    question_step["save_answer"]({**question, **ANSWER})
    assert asked == granted("SaveAnswerRole")


def test_notify_answer(question_step, question, asked):
    question_step["save_answer"]({**question, **ANSWER})
    asked.clear()
    question_step["notify_answer"](question)
    assert asked == granted("NotifyAnswerRole")


def test_save(step, work, asked):
    words = {"text": "A run.", "facts": [], "phrases": []}
    step["save"]({**work, **words})
    step["save"]({**work, **words})
    assert asked == granted("SaveRole")


def test_notify(step, work, asked):
    step["save"]({**work, "text": "A run.", "facts": [], "phrases": []})
    asked.clear()
    step["notify"]({**work, "kind": "feedback"})
    assert asked == granted("NotifyRole")


def paid(billing, athlete_id, customer="cus_1"):
    """What bringing premium to what is true reads and writes, wherever it is done."""
    account = billing.account(athlete_id)
    noted = PremiumChange(at=NOON, state=PremiumState.ACTIVE, cause=PremiumCause.PAID, until=None)
    billing.save_account(replace(account, customer_id=customer, changed=account.changed + 1), noted)
    for bought in billing.purchases(athlete_id, 20):
        billing.save_purchase(replace(bought, state=PurchaseState.PAID))
    for one in billing.payments(athlete_id):
        billing.claim_intent("pi_1", one.charge_id)
        billing.save_payment(replace(one, verified=True))


def buy(billing, athlete_id):
    eur, month = Price(amount=790, currency="EUR"), (Rail.TELEGRAM_CARD, PlanId.MONTH)
    bought = billing.add_purchase(PurchaseRecord(uuid4(), athlete_id, month[1], month[0], eur, NOON))
    billing.add_payment(PaymentRecord("charge", athlete_id, bought.id, *month, eur, NOON, NOON))


def test_premium(billing, anna, store, asked):
    assert store.athlete(anna)
    buy(billing, anna)
    paid(billing, anna)
    billing.changes(anna, 9)
    paid(billing, anna, customer=None)  # it was deleted at Stripe
    assert asked == granted("BillingRole")


def test_what_stripe_tells(billing, anna, asked):
    buy(billing, anna)
    asked.clear()
    event = StripeEvent("evt_1", "invoice.paid", NOON, {"customer": "cus_1"})
    billing.add_event(event)
    billing.athlete_of_customer("cus_1")
    paid(billing, anna)
    billing.finish_event("evt_1", NOON)
    assert asked == granted("StripeWebhookRole")


def test_the_tick(store, check_ins, agenda, billing, clock, anna, new_athlete, work, dynamodb, table, asked):
    outbox, ben = SqsOutbox(client("sqs"), make_queue("Outbox"), dynamodb, table, clock), new_athlete()
    at_one = time(13)  # noon, in Berlin
    agenda.save_reminders(anna, Reminders(check_in=(at_one,) * 7), {DueKind.CHECK_IN: clock.now()})
    agenda.save_reminders(ben, Reminders(nudge=at_one), {DueKind.NUDGE: clock.now()})
    agenda.put_off(ben, DueKind.LATER, clock.now())
    asked.clear()
    assert send_due(clock.now(), agenda, check_ins, store, outbox, 10) == 2
    clock.turn(days=2)
    assert len(agenda.due(clock.now(), 10)) == 2
    assert store.unfinished(clock.now(), 10)
    assert store.purge_removed(clock.now(), 10)
    assert billing.unfinished_events(clock.now(), 10) == billing.due(clock.now(), 10) == []
    buy(billing, anna)
    paid(billing, anna)
    billing.add_event(StripeEvent("evt_1", "invoice.paid", NOON))
    billing.finish_event("evt_1", NOON)
    billing.customers_to_delete(10)
    assert asked == granted("TickRole")
