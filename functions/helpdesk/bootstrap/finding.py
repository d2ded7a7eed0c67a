"""Search and its index."""

import functools
from typing import TYPE_CHECKING

from helpdesk import config, observe
from helpdesk.bootstrap.parts import agreements, clients, table_of
from helpdesk.config import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from helpdesk.ports import TicketDocument
    from helpdesk.search.index import TicketIndex
    from helpdesk.usecases.search import SearchDeps
    from helpdesk.usecases.search_feed import FeedDeps
    from helpdesk.usecases.suggesting.auto_fill import FillDeps
    from helpdesk.usecases.suggesting.waves import WaveDeps


def wire_search(settings: Settings) -> "SearchDeps":
    """The search index, the directory, what a desk knows, and stores bound to the caller."""
    from helpdesk.storage.attempts import TableAttempts
    from helpdesk.storage.desk_searches import TableWaves
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.storage.knowledge import TableKnowledge
    from helpdesk.storage.knowledge_feedback import TableFeedback
    from helpdesk.storage.scoped import TableStores
    from helpdesk.storage.tables import OneTable
    from helpdesk.usecases.search import SearchDeps
    from helpdesk.usecases.tally import Tally

    table = table_of(settings)
    return SearchDeps(
        index=_index(settings, early=True),  # people wait for the first suggestion
        directory=TableDirectory(table, observe.now),
        knowledge=TableKnowledge(table),
        feedback=TableFeedback(table),
        stores=TableStores(OneTable(table), settings.work_shards),
        attempts=TableAttempts(table),
        tally=Tally(),
        waves=TableWaves(table),
        now=observe.now,
        missing=_words_alone,
    )


def wire_desks(settings: Settings) -> "Callable[[], tuple[str, ...]]":
    """How all desks are listed."""
    from helpdesk.storage.administration import TableAdministration

    return TableAdministration(table_of(settings)).desks


def wire_feed(settings: Settings) -> "FeedDeps":
    """The search index, and the table across tenants."""
    from helpdesk.storage.checker import CrossTenantChecker
    from helpdesk.storage.desk_searches import TableWaves
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.storage.knowledge import TableKnowledge
    from helpdesk.usecases.search_feed import FeedDeps
    from helpdesk.usecases.suggesting.auto_fill import FillDeps
    from helpdesk.usecases.suggesting.waves import WaveDeps

    table, index = table_of(settings), _index(settings)
    store = CrossTenantChecker(table, settings.work_shards)
    directory = TableDirectory(table, observe.now)
    filling = FillDeps(
        store=store,
        directory=directory,
        agreements=agreements(),
        index=index,
        now=observe.now,
        new_id=observe.new_id,
    )
    waves = WaveDeps(
        store=TableWaves(table), directory=directory, index=index, now=observe.now, new_id=observe.new_id
    )
    return FeedDeps(
        store=store,
        directory=directory,
        knowledge=TableKnowledge(table),
        index=index,
        after=functools.partial(_afterwards, filling, waves),
    )


def _afterwards(filling: "FillDeps", waves: "WaveDeps", desk: str, news: "Sequence[TicketDocument]") -> None:
    """What only helps must never send a batch back: it is logged, and the next ticket is tried again."""
    from helpdesk.usecases.suggesting.auto_fill import fill_in
    from helpdesk.usecases.suggesting.waves import look_for_waves

    acts: list[Callable[[], object]] = [functools.partial(fill_in, filling, one) for one in news]
    acts.append(functools.partial(look_for_waves, waves, desk, news))
    for act in acts:
        try:
            act()
        except Exception:  # noqa: BLE001 - see above
            observe.logger("kb_search").exception("not suggested", extra={"desk": desk})


def _index(settings: Settings, *, early: bool = False) -> "TicketIndex":
    import tempfile
    from pathlib import Path

    from helpdesk.adapters.objects import S3Objects
    from helpdesk.search.index import TicketIndex
    from helpdesk.search.meaning import load_encoder

    bucket = settings[config.INDEX_BUCKET]
    return TicketIndex(
        S3Objects(clients().s3, bucket),
        Path(tempfile.gettempdir()) / f"loket-index-{bucket}",
        now=observe.now,
        new_id=observe.new_id,
        encoder=load_encoder(early=early),
    )


def _words_alone() -> None:
    """The sentence encoder is not installed: suggestions are worse than they could be."""
    from aws_lambda_powertools import single_metric
    from aws_lambda_powertools.metrics import MetricUnit

    with single_metric(name="SearchByWordsAlone", unit=MetricUnit.Count, value=1, namespace="Loket"):
        pass
