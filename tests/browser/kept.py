"""What the app keeps on a device. Waited for from here: `wait_for_function` takes any promise for a yes."""

from typing import Any

from playwright.sync_api import Page

from tests.local.running import wait_for

_ROWS = """async ([base, store]) => {
    const asked = (request) => new Promise(r => { request.onsuccess = () => r(request.result) });
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === base)) return [];
    const db = await asked(indexedDB.open(base));
    const rows = await asked(db.transaction(store).objectStore(store).getAll());
    db.close();
    return rows;
}"""


def wait_for_draft(page: Page, **parts: object) -> None:
    """Until a draft with these parts is kept on the device."""
    wait_for(
        lambda: any(_has(draft, parts) for draft in page.evaluate(_ROWS, ["keyval-store", "keyval"])) or None,
        f"a draft with {parts}",
    )


def wait_for_files(page: Page, many: int) -> None:
    """Until so many files wait on the device."""
    wait_for(
        lambda: len(page.evaluate(_ROWS, ["loket-files", "kept"])) == many or None,
        f"{many} files on the device",
    )


def _has(draft: Any, parts: dict[str, object]) -> bool:
    return isinstance(draft, dict) and all(draft.get(name) == value for name, value in parts.items())
