"""Setting a desk up: organisations, the category tree by keyboard, two people made one; on the demo."""

import pytest
from playwright.sync_api import Page, expect

from helpdesk.domain.desks import Tenant
from helpdesk.domain.ids import TenantRef
from helpdesk.storage.editor import TableDirectoryEditor
from ops.local.table import table_of
from tests.browser.chromium import DESKTOP, PHONE, Scheme, Screen
from tests.browser.people import api_of
from tests.browser.visits import Browse
from tests.browser.whole import is_whole
from tests.local.running import RunningCloud, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.local]

IRIS, LARS, MEI = "iris@noord.example", "lars@noord.example", "mei@host.example"


def test_an_admin_onboards_an_organisation_and_tests_its_address(browse: Browse) -> None:
    page = browse(IRIS, "/desk/settings/noord/organisations", DESKTOP)
    page.get_by_role("link", name="New organisation").click()
    page.get_by_label("Name", exact=True).fill("Lighthouse & Co")
    page.get_by_label("Mail address", exact=True).fill("support@acme.example")
    page.get_by_label("Agreement").select_option(index=0)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".field-error, [role=alert]").first).to_contain_text(
        "Another organisation receives mail"
    )
    expect(page.get_by_label("Name", exact=True)).to_have_value("Lighthouse & Co")

    page.get_by_label("Mail address", exact=True).fill("help@lighthouse.example")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Lighthouse & Co", level=1)).to_be_visible()
    is_whole(page)
    page.get_by_role("button", name="Send a test to help@lighthouse.example").click()
    expect(page.get_by_text("Test sent")).to_be_visible()

    def arrived() -> bool:
        page.reload()
        expect(page.get_by_text("help@lighthouse.example")).to_be_visible()
        return page.get_by_text("Arrived").count() > 0

    assert wait_for(arrived, "the test mail to be shown as arrived")


def test_the_category_tree_is_changed_by_keyboard_alone(demo: RunningCloud, browse: Browse) -> None:
    page = browse(IRIS, "/desk/settings/noord/categories", DESKTOP)
    _press(page, "Add a category")
    page.get_by_label("Name of the category").last.focus()
    page.keyboard.type("Telephony")
    _press(page, "Put Telephony under the one above")
    page.get_by_role("button", name="Save").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved")).to_be_visible()
    is_whole(page)

    api = api_of(demo, IRIS)
    made = next(one for one in api.get("/desks/noord/categories")["items"] if one["name"] == "Telephony")
    assert made["parent"] == "software"


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")


def test_a_lead_makes_one_of_two_people(demo: RunningCloud, browse: Browse) -> None:
    api = api_of(demo, LARS)
    for id_, name in (("double-one", "Double One"), ("double-two", "Double Two")):
        body = {"name": name, "emails": [f"{id_}@acme.example"]}
        api.put(f"/desks/noord/tenants/acme/people/{id_}", body)
    page = browse(LARS, "/desk/settings/noord/organisations/acme/people", PHONE)
    page.get_by_label("Find by name, address or number").fill("double")
    page.get_by_role("button", name="Double Two").click()
    is_whole(page, phone=True)
    page.get_by_label("Same person as").select_option("double-one")
    page.get_by_role("button", name="Merge").click()
    page.get_by_role("dialog").get_by_role("button", name="Merge").click()
    expect(page.get_by_text("1 person", exact=True)).to_be_visible()
    kept = api.get("/desks/noord/tenants/acme/people/double-one")
    assert kept["emails"] == ["double-one@acme.example", "double-two@acme.example"]


def test_three_hundred_organisations_are_found_and_walked(demo: RunningCloud, browse: Browse) -> None:
    editor = TableDirectoryEditor(table_of(demo.local, demo.outputs))
    policy = api_of(demo, MEI).get("/desks/host/tenants")["items"][0]["policy"]
    for number in range(300):
        editor.put_tenant(
            Tenant(
                ref=TenantRef("host", f"many-{number}"), name=f"Many {number:03} van der Langenaamsestraat",
                prefix=f"MANY{number}", address=f"help@many-{number}.example", policy=policy,
                mail_key="ab" * 32,
            )
        )  # fmt: skip
    page = browse(MEI, "/desk/settings/host/organisations", DESKTOP)
    rows = page.locator("ul.card > li")
    expect(rows).to_have_count(50)
    page.get_by_role("button", name="Show more").click()
    expect(rows).to_have_count(100)
    is_whole(page)
    page.get_by_label("Find by name, prefix or address").fill("many 299")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("help@many-299.example")


@pytest.mark.parametrize(("screen", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
@pytest.mark.parametrize(
    "path",
    ["", "/general", "/staff", "/organisations", "/organisations/acme", "/organisations/acme/groups"],
)
def test_the_screens_are_whole(browse: Browse, path: str, screen: Screen, scheme: Scheme) -> None:
    page = browse(IRIS, f"/desk/settings/noord{path}", screen, scheme)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    is_whole(page, phone=screen == PHONE)


def test_an_operator_sees_all_desks_and_makes_one(browse: Browse) -> None:
    page = browse(IRIS, "/account", PHONE)
    expect(page.get_by_text("Runs this deployment")).to_be_visible()
    page.get_by_role("link", name="All desks").click()
    page.get_by_role("button", name="New desk").click()
    page.get_by_label("Name", exact=True).fill("South")
    page.get_by_label("Its first admin", exact=True).fill("Sara")
    page.get_by_label("E-mail address of the first admin").fill("sara@south.example")
    is_whole(page, phone=True)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="South")).to_be_visible()
