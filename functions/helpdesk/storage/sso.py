"""Identity providers: with their desk, by mail domain, by the pool's name; and the accounts they let in."""

import msgspec
from pynamodb.expressions.condition import Condition

from helpdesk.domain.errors import Conflict
from helpdesk.domain.sso.providers import Account, Provider
from helpdesk.storage.keys import signing_in as keys
from helpdesk.storage.keys.parts import Key
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table

_PROVIDER = msgspec.json.Decoder(Provider)
_ACCOUNT = msgspec.json.Decoder(Account)
_REFERENCES = msgspec.json.Decoder(tuple[str, ...])
_NOBODY = "-"


class TableSsoProviders:
    """A domain's row names the desk that has it and which of its providers speak for it."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, desk: str, provider: str) -> Provider | None:
        row = self._table.get(keys.sso_provider(desk, provider))
        return _PROVIDER.decode(row.body) if row else None

    def of_desk(self, desk: str) -> tuple[Provider, ...]:
        rows = self._table.partition(keys.sso_providers(desk), start=keys.PROVIDER_ROWS)
        return tuple(_PROVIDER.decode(row.body) for row in rows)

    def of_domain(self, domain: str) -> tuple[Provider, ...]:
        row = self._table.get(keys.sso_domain(domain), consistent=False)
        ids = _REFERENCES.decode(row.body) if row else ()
        found = (self.get(str(row.owner), provider) for provider in ids) if row else ()
        return tuple(one for one in found if one and one.enabled and domain in one.domains)

    def of_idp(self, idp: str) -> Provider | None:
        row = self._table.get(keys.sso_idp(idp), consistent=False)
        if row is None or not row.owner:
            return None
        desk, _, provider = row.owner.partition("/")
        found = self.get(desk, provider)
        return found if found and found.idp == idp else None

    def put(self, provider: Provider) -> None:
        before = self.get(provider.desk, provider.id)
        for domain in provider.domains:
            self._claim(domain, provider)
        if provider.idp:
            self._claim_idp(provider)
        key = keys.sso_provider(provider.desk, provider.id)
        self._table.put(self._table.row(*key, kind="sso-provider", body=_text(provider)))
        # Last, so that a try that ended half way leaves a domain too many, which `of_domain` leaves out.
        for domain in before.domains if before else ():
            if domain not in provider.domains:
                self._give_up(domain, provider)

    def delete(self, provider: Provider) -> None:
        self._table.delete(keys.sso_provider(provider.desk, provider.id))
        for domain in provider.domains:
            self._give_up(domain, provider)
        if provider.idp:
            self._table.delete(keys.sso_idp(provider.idp))

    def account(self, name: str) -> Account | None:
        row = self._table.get(keys.sso_account(name))
        return _ACCOUNT.decode(row.body) if row else None

    def put_account(self, account: Account) -> None:
        body = msgspec.json.encode(account).decode()
        self._table.put(self._table.row(*keys.sso_account(account.name), kind="sso-account", body=body))

    def _claim(self, domain: str, provider: Provider) -> None:
        key = keys.sso_domain(domain)
        while True:
            row = self._table.get(key)
            if row and row.owner not in (_NOBODY, provider.desk):
                raise Conflict(f"another desk signs people of {domain} in; ask who runs this house")
            ids = _REFERENCES.decode(row.body) if row else ()
            if provider.id in ids or self._write_domain(key, row, provider.desk, (*ids, provider.id)):
                return

    def _give_up(self, domain: str, provider: Provider) -> None:
        key = keys.sso_domain(domain)
        while True:
            row = self._table.get(key)
            if row is None or row.owner != provider.desk:
                return
            ids = tuple(one for one in _REFERENCES.decode(row.body) if one != provider.id)
            if self._write_domain(key, row, provider.desk if ids else _NOBODY, ids):
                return

    def _write_domain(self, key: Key, before: Row | None, desk: str, ids: tuple[str, ...]) -> bool:
        """False when somebody else changed it in the meantime."""
        body = msgspec.json.encode(sorted(ids)).decode()
        row = self._table.row
        if before is None:
            unchanged: Condition = row.pk.does_not_exist()
        else:
            unchanged = (row.body == before.body) & (row.owner == before.owner)
        return self._table.put(self._table.row(*key, kind="sso-domain", body=body, owner=desk), unchanged)

    def _claim_idp(self, provider: Provider) -> None:
        key, owner = keys.sso_idp(provider.idp), provider.reference
        free = self._table.row.pk.does_not_exist() | (self._table.row.owner == owner)
        if not self._table.put(self._table.row(*key, kind="sso-idp", owner=owner), free):
            raise Conflict("another identity provider stands for this one already")


def _text(provider: Provider) -> str:
    return msgspec.json.encode(provider).decode()
