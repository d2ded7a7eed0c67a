"""What the audit says somebody was called before goes with them, and nobody else's with it."""

import pytest
from moto import mock_aws
from msgspec.structs import replace

from helpdesk.domain.audit import AuditEvent, Changed
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.privacy.audited import without
from helpdesk.domain.privacy.jobs import JobKind
from helpdesk.domain.privacy.words import ERASED
from tests.contract.builders import ACME, NOW
from tests.privacy.built import built

IDS = frozenset({"lisa", "lisa-old"})
RENAMED = AuditEvent(
    id="a7", at=NOW, desk="noord", what="PUT /desks/{desk}/tenants/{tenant}/people/{person}",
    by="lin@noord.example", subject={"desk": "noord", "tenant": "acme", "person": "lisa"},
    changes=(
        Changed(path="person.name", before='"Elsbeth Meier"', after='"Lisa de Wit"'),
        Changed(path="person.phones", before=None, after='["+31201112233"]'),
        Changed(path="person.vip", before="false", after="true"),
    ),
    asked='{"name":"Lisa de Wit","phones":["+31201112233"],"vip":true}',
)  # fmt: skip
MERGED = AuditEvent(
    id="a8", at=NOW, desk="noord", what="POST /desks/{desk}/tenants/{tenant}/merges", by="lin@noord.example",
    subject={"desk": "noord", "tenant": "acme"},
    changes=(
        Changed(path="gone.emails", before='["meier@acme.example"]', after="[]"),
        Changed(path="kept.emails", before='["pim@acme.example"]', after='["pim@acme.example"]'),
    ),
    asked='{"gone":"lisa-old","kept":"pim"}',
)  # fmt: skip


def test_names_addresses_and_numbers_go_and_what_else_changed_stays() -> None:
    after = without(RENAMED, ACME, IDS)

    assert after.changes == (
        Changed(path="person.name", before=ERASED, after=ERASED),
        Changed(path="person.phones", before=None, after=ERASED),
        RENAMED.changes[2],
    )
    assert after.asked == f'{{"name": "{ERASED}", "phones": "{ERASED}", "vip": true}}'
    assert without(after, ACME, IDS) == after


def test_of_two_who_became_one_only_theirs_goes() -> None:
    after = without(MERGED, ACME, IDS)

    assert after.changes == (
        Changed(path="gone.emails", before=ERASED, after=ERASED),
        MERGED.changes[1],
    )
    assert after.asked == MERGED.asked


@pytest.mark.parametrize(
    "other",
    [
        replace(RENAMED, subject=RENAMED.subject | {"person": "pim"}),
        replace(RENAMED, subject=RENAMED.subject | {"tenant": "acme-2"}),
        replace(RENAMED, desk="host"),
        replace(MERGED, asked='{"gone":"kim","kept":"pim"}'),
        AuditEvent(id="a9", at=NOW, desk="noord", what="PUT /desks/{desk}", by="lin@noord.example"),
    ],
)
def test_what_others_were_called_stays(other: AuditEvent) -> None:
    assert without(other, TenantRef("noord", "acme"), IDS) == other


def test_what_was_too_long_to_be_kept_whole_goes_whole() -> None:
    assert without(replace(RENAMED, asked='{"name":"Elsbeth M…'), ACME, IDS).asked == "{}"


def test_erasing_reaches_names_that_nobody_knows_any_more() -> None:
    with mock_aws():
        at = built()
        at.house.audit.add(RENAMED)
        at.house.audit.add(MERGED)
        at.ask(JobKind.ERASURE)
        at.work()
        assert at.failures == []
        left = " ".join(at.rows().values()).casefold()

    assert "meier" not in left
    assert "pim@acme.example" in left
