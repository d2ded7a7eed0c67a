"""A test mail that an administrator sent to an address has come in: the address works."""

from helpdesk.domain.address_checks import confirmed, token_in
from helpdesk.domain.errors import NotFound
from helpdesk.domain.reply_address import split_address
from helpdesk.usecases.intake.deps import IntakeDeps
from helpdesk.usecases.intake.notice import Notice


def confirm_address(deps: IntakeDeps, notice: Notice, subject: str) -> str:
    """Note it when this is a genuine test mail; then a word for the log, and nothing else to do. Else "".

    It may arrive at another address of the tenant than it was sent to: that is what forwarding does.
    """
    token = token_in(subject)
    if token is None:
        return ""
    for recipient in notice.recipients:
        scope = deps.directory.tenant_of_address(split_address(recipient)[0])
        if scope is None:
            continue
        try:
            checks = deps.directory.fresh(scope.desk).checks.values()
        except NotFound:
            continue
        for check in checks:
            done = confirmed(check, token, deps.now()) if check.tenant == scope.tenant else None
            if done is not None:
                deps.store.put_check(scope.desk, done)
                return f"mail to {check.address} arrives"
    return ""
