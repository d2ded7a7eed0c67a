"""Somebody whom the user pool let in by one of its SAML providers, just before they get tokens."""

from helpdesk.domain.errors import HelpdeskError, Unauthorized
from helpdesk.domain.sign_ins import SignInEventKind
from helpdesk.domain.sso.flows import Identity
from helpdesk.domain.sso.providers import Protocol, Provider
from helpdesk.usecases.sign_in_mail import SignInDeps
from helpdesk.usecases.sso.deps import Visitor, tell
from helpdesk.usecases.sso.members import Admission, admit_member


def vouched_for(deps: SignInDeps, idp: str, identity: Identity) -> bool:
    """Newcomers become known where the provider lets them in; it is written down either way.

    Whoever may not come in gets tokens all the same, which the authorizer refuses: it asks for itself.
    """
    visitor = Visitor(source="", at=deps.now())
    provider = deps.providers.of_idp(idp)
    try:
        _admit(deps, provider, identity, visitor)
    except HelpdeskError as error:
        desk, tenant = (provider.desk, provider.tenant) if provider else ("", None)
        kind = SignInEventKind.SSO_REFUSED
        tell(deps.events, kind, visitor, who=identity.email, desk=desk, tenant=tenant, why=str(error))
        return False
    assert provider is not None  # noqa: S101 - _admit refuses it
    kind = SignInEventKind.SSO
    tell(deps.events, kind, visitor, who=identity.email, desk=provider.desk, tenant=provider.tenant)
    return True


def _admit(deps: SignInDeps, provider: Provider | None, identity: Identity, visitor: Visitor) -> None:
    if provider is None or not provider.enabled or provider.protocol is not Protocol.SAML:
        raise Unauthorized("no desk has this provider")
    if not provider.vouches_for(identity.email):
        raise Unauthorized("the provider does not speak for this mail domain")
    admission = Admission(
        directory=deps.directory, editor=deps.editor, events=deps.events, new_id=deps.new_id
    )
    admit_member(admission, provider, identity, visitor)
