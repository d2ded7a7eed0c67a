"""What searching costs at one size: building, changing, asking, starting cold, and room taken."""

import math
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec
from tantivy import Document, Index, SchemaBuilder

from helpdesk import observe
from helpdesk.domain.ids import TicketRef
from helpdesk.ports import Likeness, SearchRequest, SearchScope, TicketDocument
from helpdesk.search.index import TicketIndex
from helpdesk.search.manifest import Pack
from helpdesk.search.meaning import Encoder, load_encoder
from helpdesk.search.objects import ObjectStore
from helpdesk.search.shelf import Shelf
from ops.bench.folder_objects import FolderObjects
from ops.bench.made_vectors import MadeVectors
from ops.bench.search_s3 import cold_from_s3
from ops.bench.search_tickets import DESK, NOW, TENANTS, Words, tickets

BATCH = 5_000
FLOOR_SAMPLE = 10_000

T = TypeVar("T")
_DESK_SCOPE = SearchScope(desks=frozenset({DESK}))
_PERSON_SCOPE = SearchScope(requesters=frozenset({(TENANTS[3], "p7")}))


class Timing(msgspec.Struct, frozen=True):
    """Milliseconds."""

    p50: float
    p99: float


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one size. Bytes and milliseconds; `asked` by kind of query."""

    tickets: int
    text_bytes: int
    index_bytes: int
    all_bytes: int  # with what waits to be swept, vectors and the manifest
    packs: int
    built_per_second: float
    floor_per_second: float  # tantivy alone
    one_update: Timing
    ten_updates: Timing
    cold_start: float
    cold_from_s3: float | None  # on the clock
    asked: dict[str, Timing]
    scan: float  # looking through all texts for two words, in plain Python, once
    memory_bytes: int  # the largest this process ever was


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How much. `vectors`: none, made (that mean nothing) or real; `s3_port`: of a Loket that runs here."""

    queries: int
    updates: int
    vectors: str = "none"
    s3_port: int = 0


def measure(count: int, folder: Path, plan: Plan, tell: Callable[[str], None]) -> Measured:
    """Build an index of `count` tickets below `folder` and use it."""
    queries, updates = plan.queries, plan.updates
    encoder = _encoder(plan.vectors)
    words = Words(seed=count)
    objects = FolderObjects(folder / "bucket")
    writer, reader = (_index(objects, folder / name, encoder) for name in ("writer", "reader"))
    tell(f"making {count:,} tickets")
    made = list(tickets(count, words))
    tell(f"indexing {count:,} tickets")
    seconds = _seconds(lambda: _build(writer, made))
    tell(f"changing some of {count:,}")
    change = partial(writer.update, DESK)
    one = _timing(change, _changes(words, updates, 1, count))
    ten = _timing(change, _changes(words, max(3, updates // 4), 10, count))
    tell(f"asking {count:,}")
    cold = _seconds(lambda: _ask(reader, _DESK_SCOPE, "nothing"))
    two = [" ".join(words.telling(2)) for _ in range(queries)]
    asked = {
        "two words": _timing(lambda q: _ask(reader, _DESK_SCOPE, q), two),
        "filtered": _timing(lambda q: _ask(reader, _DESK_SCOPE, f"state:open team:network {q}"), two),
        "one requester": _timing(lambda q: _ask(reader, _PERSON_SCOPE, q), two),
        "prefix": _timing(lambda q: _ask(reader, _DESK_SCOPE, q[:-2]), two),
        "typo": _timing(lambda q: _ask(reader, _DESK_SCOPE, _mistyped(q)), two),
        "similar, 80 words": _timing(
            lambda text: _like(reader, text),
            [words.some(80) for _ in range(queries)],
        ),
    }
    packs = _packs(objects)
    return Measured(
        tickets=count,
        text_bytes=sum(len(d.subject) + len(d.text) + len(d.notes) for d in made),
        index_bytes=sum(pack.size for pack in packs),
        all_bytes=sum(one.size for one in objects.list("")),
        packs=len(packs),
        built_per_second=count / seconds,
        floor_per_second=_floor(made, folder / "floor"),
        one_update=one,
        ten_updates=ten,
        cold_start=1000 * cold,
        cold_from_s3=_from_s3(plan, objects, folder, encoder),
        asked=asked,
        scan=1000 * _seconds(lambda: _scan(made, two[0])),
        memory_bytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    )


def _ask(reader: TicketIndex, scope: SearchScope, query: str) -> object:
    return reader.search(scope, SearchRequest(query=query, now=NOW))


def _like(reader: TicketIndex, text: Sequence[str]) -> object:
    return reader.similar(_DESK_SCOPE, Likeness(title=" ".join(text[:6]), text=" ".join(text[6:]), now=NOW))


def _index(objects: ObjectStore, folder: Path, encoder: Encoder | None) -> TicketIndex:
    age = timedelta(seconds=2)
    return TicketIndex(objects, folder, now=observe.now, new_id=observe.new_id, max_age=age, encoder=encoder)


def _encoder(vectors: str) -> Encoder | None:
    if vectors == "made":
        return MadeVectors()
    return load_encoder() if vectors == "real" else None


def _from_s3(plan: Plan, objects: FolderObjects, folder: Path, encoder: Encoder | None) -> float | None:
    if not plan.s3_port:
        return None

    def first(store: ObjectStore, place: Path) -> None:
        _ask(_index(store, place, encoder), _DESK_SCOPE, "nothing")

    return 1000 * cold_from_s3(plan.s3_port, objects, folder / "from-s3", first)


def _build(writer: TicketIndex, made: Sequence[TicketDocument]) -> None:
    for start in range(0, len(made), BATCH):
        writer.update(DESK, made[start : start + BATCH])
    writer.fill(DESK, [], at="", then=None)


def _changes(words: Words, times: int, size: int, count: int) -> Iterable[list[TicketDocument]]:
    """Batches of changed tickets, spread over all of them."""
    for turn in range(times):
        starts = [(turn * 7919 + n * 104_729) % count for n in range(size)]
        yield [next(tickets(1, words, start=start, version=2 + turn + size * 1000)) for start in starts]


def _timing(act: Callable[[T], object], over: Iterable[T]) -> Timing:
    taken = sorted(_seconds(partial(act, one)) for one in over)
    return Timing(*(round(1000 * taken[math.ceil(len(taken) * share) - 1], 3) for share in (0.5, 0.99)))


def _seconds(act: Callable[[], object]) -> float:
    """Processor time: other programs on the machine do not count, and nothing here waits for anybody."""
    began = time.process_time()
    act()
    return time.process_time() - began


def _mistyped(query: str) -> str:
    """Two letters of the first word change places."""
    return query[:1] + query[2:3] + query[1:2] + query[3:]


def _scan(made: Sequence[TicketDocument], query: str) -> list[TicketRef]:
    wanted = query.split()
    return [d.ref for d in made if all(word in d.text or word in d.subject for word in wanted)]


def _packs(objects: FolderObjects) -> Sequence[Pack]:
    """Those in use; others wait to be swept."""
    shelved = Shelf(objects, DESK).read()
    return shelved.manifest.packs if shelved and shelved.manifest else ()


def _floor(made: Sequence[TicketDocument], folder: Path) -> float:
    """Tickets a second by tantivy alone: no stems, nothing stored, no commit to a store."""
    sample = made[:FLOOR_SAMPLE]
    builder = SchemaBuilder()
    for name in ("subject", "text", "notes"):
        builder.add_text_field(name)
    folder.mkdir(parents=True)
    index = Index(builder.build(), path=str(folder))

    def fill() -> None:
        writer = index.writer(30_000_000, num_threads=1)
        for one in sample:
            writer.add_document(Document(subject=one.subject, text=one.text, notes=one.notes))
        writer.commit()
        writer.wait_merging_threads()

    return len(sample) / _seconds(fill)
