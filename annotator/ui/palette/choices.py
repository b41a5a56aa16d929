"""What the palette offers for what is typed: labels with entities below them, new ones, and all equal places."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from annotator.model.entity import Entity
from annotator.model.fold import key_of
from annotator.model.label import Label, LabelSet
from annotator.ui.palette.matching import NO_MATCH, score
from annotator.ui.translation import N_, counted, translated

_CONTEXT = "Palette"
_MOST_LABELS = 6
_MOST_ENTITIES = 6
_RECENT_ENTITIES = 3
Named = TypeVar("Named")


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what it does, what it says, and the key that does the same."""

    act: str
    """`label`, `link`, `new_entity`, `new_label` or `all`."""
    text: str
    detail: str = ""
    hue: str = ""
    key: str = ""
    label: str = ""
    entity: str = ""
    name: str = ""
    """What a new entity or label is to be called."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the choice is for, and what the project knows."""

    quote: str
    labels: LabelSet
    entities: Sequence[Entity]
    mentions: Mapping[str, int]
    equal: int = 1
    """How many places of the article have the same words, this one included."""
    label: str = ""
    """The label that the words bear, or that is proposed."""
    entity: str = ""
    """The entity that they are linked to."""
    recents: Sequence[str] = field(default=())
    """Uids of labels and entities used lately, the latest first."""


def choices(typed: str, subject: Subject) -> list[Choice]:
    """Return the rows for what is typed; recent ones and those that fit the words come first while nothing is."""
    found = _by_typing(typed.strip(), subject) if typed.strip() else _untyped(subject)
    if subject.equal > 1 and any(one.act in ("label", "link") for one in found):
        many = N_(_CONTEXT, "Tag all {0} mentions")
        found.append(Choice("all", counted(_CONTEXT, many, many, count=subject.equal)))
    return found


def _untyped(subject: Subject) -> list[Choice]:
    labels = sorted(
        subject.labels.in_use("entity"), key=lambda one: (one.uid != subject.label, _recency(subject, one.uid))
    )
    own = [one for one in subject.entities if _is_named(one, subject.quote) and one.uid != subject.entity]
    recent = [one for one in _recent_entities(subject) if one not in own]
    first = own[0].label if own and not subject.label else ""
    labels.sort(key=lambda one: one.uid != first)
    return _below_labels(labels[:_MOST_LABELS], [*own[:_MOST_ENTITIES], *recent[:_RECENT_ENTITIES]], subject)


def _by_typing(typed: str, subject: Subject) -> list[Choice]:
    labels = _best(subject.labels.in_use("entity"), lambda one: max(score(typed, one.name), score(typed, one.key)))
    entities = _best(
        (one for one in subject.entities if one.uid != subject.entity),
        lambda one: max(score(typed, name) for name in (one.name, *one.aliases)),
    )
    labels.sort(key=lambda pair: (-pair[0], _recency(subject, pair[1].uid)))
    entities.sort(key=lambda pair: (-pair[0], _recency(subject, pair[1].uid), pair[1].name.casefold()))
    top_label = labels[0][0] if labels else NO_MATCH
    top_entity = entities[0][0] if entities else NO_MATCH
    shown_labels = [one for _, one in labels[:_MOST_LABELS]]
    shown = [one for _, one in entities[:_MOST_ENTITIES]]
    if not shown_labels or top_entity > top_label:
        rows = [_link(one, subject) for one in shown] + [_label(one) for one in shown_labels]
    else:
        own = [one for one in subject.entities if _is_named(one, subject.quote) and one.uid != subject.entity]
        rows = _below_labels(shown_labels, [*dict.fromkeys((*own, *shown))], subject)
    return rows + _new(typed, subject, [one.name for one in shown])


def _below_labels(labels: Sequence[Label], entities: Sequence[Entity], subject: Subject) -> list[Choice]:
    """Return label rows with the entities of each indented below it, the others at the end."""
    rows: list[Choice] = []
    left = list(entities)
    for label in labels:
        rows.append(_label(label))
        rows += [replace(_link(one, subject), hue="") for one in left if one.label == label.uid]
        left = [one for one in left if one.label != label.uid]
    return rows + [_link(one, subject) for one in left]


def _new(typed: str, subject: Subject, shown: Sequence[str]) -> list[Choice]:
    rows = []
    label = subject.labels.get(subject.label or _recent_label(subject))
    if label is not None and typed not in shown:
        text = translated(_CONTEXT, N_(_CONTEXT, "New entity “{0}”")).format(typed)
        rows.append(Choice("new_entity", text, label.name, label.color, label=label.uid, name=typed))
    if all(key_of(typed) not in (key_of(one.name), key_of(one.key)) for one in subject.labels):
        text = translated(_CONTEXT, N_(_CONTEXT, "New label “{0}”")).format(typed)
        rows.append(Choice("new_label", text, name=typed))
    return rows


def _best(things: Iterable[Named], rate: Callable[[Named], int]) -> list[tuple[int, Named]]:
    rated = [(rate(one), one) for one in things]
    return [pair for pair in rated if pair[0] > NO_MATCH]


def _label(label: Label) -> Choice:
    return Choice("label", label.name, "", label.color, label.shortcut, label=label.uid)


def _link(entity: Entity, subject: Subject) -> Choice:
    count = subject.mentions.get(entity.uid, 0)
    detail = counted(_CONTEXT, N_(_CONTEXT, "{0} mention"), N_(_CONTEXT, "{0} mentions"), count=count)
    label = subject.labels.get(entity.label)
    hue = label.color if label else "hue-12"
    return Choice("link", entity.name, detail, hue, label=entity.label, entity=entity.uid)


def _is_named(entity: Entity, quote: str) -> bool:
    return key_of(" ".join(quote.split())) in {key_of(name) for name in (entity.name, *entity.aliases)}


def _recency(subject: Subject, uid: str) -> int:
    return subject.recents.index(uid) if uid in subject.recents else len(subject.recents)


def _recent_label(subject: Subject) -> str:
    in_use = [one.uid for one in subject.labels.in_use("entity")]
    return next((uid for uid in subject.recents if uid in in_use), in_use[0] if in_use else "")


def _recent_entities(subject: Subject) -> list[Entity]:
    by_uid = {one.uid: one for one in subject.entities}
    return [by_uid[uid] for uid in subject.recents if uid in by_uid and uid != subject.entity]
