"""Candidates: what of a text could be tagged next, with a proposed label and entity and the reason why."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from annotator.assist.grouping import Form, forms, join
from annotator.assist.labels import Reading
from annotator.assist.learning import Learned
from annotator.assist.linking import KnownEntity, KnownNames, Link, link
from annotator.assist.names import Name, Surroundings
from annotator.model.fold import key_of
from annotator.model.span import Span

_VALUE_LABELS = ("DATE", "MONEY", "PERCENT", "QUANTITY")


@dataclass(frozen=True, slots=True)
class Option:
    """One of several that an ambiguous form may stand for: a known entity's uid, or a new name."""

    name: str
    label: str
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that could be tagged: the form, the label's key, the entity it would stand for, rule and reason."""

    span: Span
    form: str
    label: str
    rule: str
    why: str
    confidence: float
    group: str
    """Candidates with one group are decided together."""
    entity: str = ""
    """The uid of a known entity; empty for one to be made."""
    name: str = ""
    """The name of the entity."""
    entity_label: str = ""
    """The key of the label that the entity bears, which differs for words for a people."""
    link_rule: str = "new"
    options: tuple[Option, ...] = ()
    """Filled where the form is ambiguous; nothing is linked then."""

    @property
    def is_ambiguous(self) -> bool:
        """Whether a person must say what it stands for."""
        return bool(self.options)


@dataclass(frozen=True, slots=True)
class Known:
    """What the project says of a text: known names, tagged places, rejected forms, what was learned."""

    names: KnownNames = field(default_factory=KnownNames)
    tagged: Sequence[Span] = ()
    rejected: Collection[str] = ()
    learned: Learned = field(default_factory=Learned)


def candidates(text: str | Surroundings, known: Known) -> list[Candidate]:
    """Return the candidates of a text in text order; none overlaps another or a tagged place."""
    around = text if isinstance(text, Surroundings) else Surroundings(text)
    matches = [(match.span, known.names.form(match)) for match in known.names.matches(around.text)]
    names = around.names([span for span, _ in matches], known.rejected)
    names = [*names, *_lower_case(matches, names, around)]
    found = forms(sorted(names, key=lambda name: name.span), known.learned.corrected)
    join(found, around.text)
    made = [one for form in found.values() for one in _of_form(form, known)]
    free = _Free(known.tagged)
    return sorted((one for one in made if free.has(one.span)), key=lambda one: one.span)


def _lower_case(matches: Iterable[tuple[Span, str]], names: Sequence[Name], around: Surroundings) -> list[Name]:
    """Return the known names that no capital shows, such as those of scripts without capitals."""
    free = _Free([name.span for name in names])
    reading = Reading("", "known name", "The project knows this name.", 0.95)
    return [Name(span, span.of(around.text), reading) for span, _ in matches if free.has(span)]


class _Free:
    """Tells which places overlap none of some spans."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._taken = bytearray()
        for span in spans:
            if span.end > len(self._taken):
                self._taken.extend(bytes(span.end - len(self._taken)))
            self._taken[span.start : span.end] = b"\1" * len(span)

    def has(self, span: Span) -> bool:
        """Tell whether the span is free."""
        return not any(self._taken[span.start : span.end])


def _of_form(form: Form, known: Known) -> list[Candidate]:
    """Return the candidates of one form, none where it was rejected or its rule is quiet."""
    names = [name for name in form.names if name.form not in known.rejected]
    if not names:
        return []
    options = _options(form, known)
    if options:
        return [_ambiguous(form, name, options, known) for name in names]
    linked, label, entity_label = _linked(form, known)
    read = _read(form, linked, known)
    is_unwanted = known.learned.is_quiet(read.rule) or known.learned.is_rejected(form.text)
    if is_unwanted and not linked.entity:
        return []
    group = linked.entity or f"{entity_label}:{linked.name}"
    confidence = known.learned.confidence(read.rule, read.confidence)
    return [
        Candidate(
            name.span,
            name.form,
            label,
            read.rule,
            _why(form, read, linked),
            confidence,
            group,
            linked.entity,
            linked.name,
            entity_label,
            linked.rule,
        )
        for name in names
    ]


def _read(form: Form, linked: Link, known: Known) -> Reading:
    """Return the reading that a form is proposed by: the known name's, the group's, or its own."""
    if linked.entity:
        return Reading(form.sure.label, "known name", f"The project knows {linked.name}.", 0.97)
    if form.listed is not None or form.root is form or form.sure.rule == "demonym":
        return form.sure
    return max((form.sure, form.root.sure), key=lambda one: one.confidence)


def _why(form: Form, read: Reading, linked: Link) -> str:
    how = {
        "surname": f"The family name of {linked.name}.",
        "acronym": f"Short for {linked.name}.",
        "demonym": f"A word for the people of {linked.name}.",
        "alias": f"Another form of {linked.name}.",
    }.get(linked.rule, "")
    return " ".join(dict.fromkeys(part for part in (how, read.why) if part))


def _linked(form: Form, known: Known) -> tuple[Link, str, str]:
    """Return the link of a form, the label's key of the mention and that of the entity."""
    name, group_label = form.name, _label_of(form)
    label = form.sure.label if _has_own_label(form) else group_label
    if not form.sure.label:
        return _linked_as_known(form, known)
    tries = [(form.text, label), *((one, group_label) for one in (name, *(one.text for one in form.root.members)))]
    for text, wanted in tries:
        found = link(text, wanted, known.names)
        if found.entity:
            entity = known.names.entities[found.entity]
            rule = found.rule if text == form.text else _rule(form, entity.name)
            return Link(entity.uid, entity.name, rule), "NORP" if rule == "demonym" else entity.label, entity.label
    return Link(name=name, rule=_rule(form, name)), label, group_label


def _has_own_label(form: Form) -> bool:
    """Tell whether the mention's label can differ from its entity's: listed forms and words for a people."""
    return form.listed is not None or form.sure.rule == "demonym"


def _linked_as_known(form: Form, known: Known) -> tuple[Link, str, str]:
    """Return the link of a form that nothing but the project's names shows; it has one bearer."""
    bearer = known.names.bearers(form.text)[0]
    return Link(bearer.entity.uid, bearer.entity.name, bearer.rule), bearer.label, bearer.entity.label


def _rule(form: Form, name: str) -> str:
    if form.text == name:
        return "exact"
    return form.rule if form.rule != "exact" else "alias"


def _label_of(form: Form) -> str:
    root = form.root
    if root.listed is not None and root.sure.rule != "correction":
        return root.listed.name_label
    return root.sure.label


def _options(form: Form, known: Known) -> tuple[Option, ...]:
    """Return what an ambiguous form may stand for: the text's own bearers and the project's, else nothing."""
    found: dict[str, Option] = {}
    for bearer in form.bearers:
        linked, _, label = _linked(bearer, known)
        found.setdefault(linked.entity or linked.name, Option(linked.name, label, linked.entity))
    if form.root is form or form.listed is not None:
        entities = known.names.choices(form.text)
        if entities and form.listed is not None and all(one.name != form.listed.name for one in entities):
            found.setdefault(form.listed.name, Option(form.listed.name, form.listed.name_label))
        for entity in entities:
            found.setdefault(entity.uid, _option(entity))
    return tuple(found.values()) if len(found) > 1 else ()


def _option(entity: KnownEntity) -> Option:
    return Option(entity.name, entity.label, entity.uid)


def _ambiguous(form: Form, name: Name, options: tuple[Option, ...], known: Known) -> Candidate:
    several = ", ".join(option.name for option in options[:-1]) + f" or {options[-1].name}"
    possible = list(dict.fromkeys(option.label for option in options))
    label = form.sure.label if form.sure.label in possible else possible[0]
    return Candidate(
        name.span,
        name.form,
        label,
        "ambiguous",
        f"It can be {several}.",
        known.learned.confidence(form.sure.rule, form.sure.confidence) / 2,
        f"{key_of(name.form)}@{name.span.start}",
        options=options,
        link_rule="",
    )


def corrected(one: Candidate, learned: Learned) -> Candidate:
    """Return a candidate for something new with the label that a correction taught since it was found."""
    reading = Reading(one.label, one.rule, one.why, one.confidence)
    changed = learned.corrected(one.form, reading)
    if one.entity or one.is_ambiguous or changed is reading or one.label != one.entity_label:
        return one
    return replace(
        one,
        label=changed.label,
        entity_label=changed.label,
        rule=changed.rule,
        why=changed.why,
        confidence=changed.confidence,
    )


def inner_candidates(around: Surroundings, rejected: Iterable[Candidate], names: KnownNames) -> list[Candidate]:
    """Return the listed names inside rejected longer ones, each ready to join the decision of its kind."""
    return [_inner(part, names) for one in rejected for part in around.listed_inside(one.span)]


def _inner(name: Name, names: KnownNames) -> Candidate:
    listed = name.unit.listed if name.unit else None
    assert listed is not None
    form = Form(name.key, name.form, [name], name.reading, listed)
    linked, label, entity_label = _linked(form, Known(names))
    rule = linked.rule if linked.entity or not (listed.is_country and label == "NORP") else "demonym"
    group = linked.entity or f"{entity_label}:{linked.name}"
    return Candidate(
        name.span,
        name.form,
        label,
        name.reading.rule,
        name.reading.why,
        name.reading.confidence,
        group,
        linked.entity,
        linked.name,
        entity_label,
        rule,
    )
