"""Who may come in: sign-ins, one-time passes, API keys and sign-in providers."""

from helpdesk.domain.ids import TenantRef, check_id
from helpdesk.storage.keys.parts import Key, check_row_id, fitting, normal_address, scope_text

PROVIDER_ROWS = "PROVIDER#"


def logins(email: str) -> str:
    return f"LOGIN#{normal_address(email)}"


def login(email: str, place: TenantRef | str) -> Key:
    """`place`: a tenant for requesters, a desk for its members."""
    return Key(logins(email), scope_text(place) if isinstance(place, TenantRef) else check_id(place, "desk"))


def operator(email: str) -> Key:
    """The sign-in of who runs the deployment; no desk and no tenant can be called so."""
    return Key(logins(email), "*OPERATOR")


def one_time(kind: str, secret_hash: str) -> Key:
    return Key(f"PASS#{check_row_id(kind)}#{check_row_id(secret_hash)}", "PASS")


def own(account: str) -> str:
    return f"OWN#{normal_address(account)}"


def own_factor(account: str) -> Key:
    return Key(own(account), "FACTOR")


def own_signed_out(account: str) -> Key:
    return Key(own(account), "OUT")


def own_session(account: str, session: str) -> Key:
    return Key(own(account), f"SESSION#{check_row_id(session)}")


def door_policy(desk_id: str) -> Key:
    return Key(sso_providers(desk_id), "DOOR")


def sso_providers(desk_id: str) -> str:
    return f"{check_id(desk_id, 'desk')}#SSO"


def sso_provider(desk_id: str, provider: str) -> Key:
    return Key(sso_providers(desk_id), f"{PROVIDER_ROWS}{check_id(provider, 'provider')}")


def sso_domain(domain: str) -> Key:
    return Key(f"SSO-DOMAIN#{fitting(domain.strip().lower())}", "SSO-DOMAIN")


def sso_idp(name: str) -> Key:
    return Key(f"SSO-IDP#{fitting(name)}", "SSO-IDP")


def sso_account(name: str) -> Key:
    return Key(f"SSO-ACCOUNT#{normal_address(name)}", "SSO-ACCOUNT")


def api_keys(desk_id: str) -> str:
    return f"{check_id(desk_id, 'desk')}#KEYS"


def api_key(desk_id: str, key_id: str) -> Key:
    return Key(api_keys(desk_id), f"KEY#{check_id(key_id, 'key')}")
