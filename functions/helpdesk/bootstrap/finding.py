"""Search and its index."""

from typing import TYPE_CHECKING

from helpdesk import config, observe
from helpdesk.bootstrap.parts import clients, table_of
from helpdesk.config import Settings

if TYPE_CHECKING:
    from helpdesk.search.index import TicketIndex
    from helpdesk.usecases.search import SearchDeps
    from helpdesk.usecases.search_feed import FeedDeps


def wire_search(settings: Settings) -> "SearchDeps":
    """The search index, and the directory."""
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.usecases.search import SearchDeps

    return SearchDeps(index=_index(settings), directory=TableDirectory(table_of(settings), observe.now))


def wire_feed(settings: Settings) -> "FeedDeps":
    """The search index, and the table across tenants."""
    from helpdesk.storage.checker import CrossTenantChecker
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.usecases.search_feed import FeedDeps

    table = table_of(settings)
    return FeedDeps(
        store=CrossTenantChecker(table, settings.work_shards),
        directory=TableDirectory(table, observe.now),
        index=_index(settings),
    )


def _index(settings: Settings) -> "TicketIndex":
    import tempfile
    from pathlib import Path

    from helpdesk.adapters.objects import S3Objects
    from helpdesk.search.index import TicketIndex

    bucket = settings[config.INDEX_BUCKET]
    return TicketIndex(
        S3Objects(clients().s3, bucket),
        Path(tempfile.gettempdir()) / f"loket-index-{bucket}",
        now=observe.now,
        new_id=observe.new_id,
    )
