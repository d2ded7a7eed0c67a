"""What strangers see of an organisation that shows itself: nothing of its people, tickets or terms."""

import msgspec


class OrganisationLook(msgspec.Struct, frozen=True, kw_only=True):
    """`logo`: a data URL. `knowledge`: the desk whose public articles can be read; null: there are none.

    `at`: what a link to it says. `portal`: where everybody's portal is, and single sign-on comes back to.
    """

    at: str
    name: str
    colour: str
    logo: str | None
    language: str
    languages: tuple[str, ...]
    knowledge: str | None
    portal: str


class LookView(msgspec.Struct, frozen=True, kw_only=True):
    """null: nobody who shows themselves to everybody has this name."""

    organisation: OrganisationLook | None
