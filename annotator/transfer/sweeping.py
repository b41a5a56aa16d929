"""The candidate sweep: one decision after another over an article, told to the project as one step each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from annotator.assist.candidates import Candidate, corrected, inner_candidates
from annotator.assist.decisions import Decision
from annotator.assist.linking import KnownEntity, KnownNames, link
from annotator.assist.names import Surroundings
from annotator.model.annotation import Annotation
from annotator.model.changes import ChangeSet
from annotator.model.entity import Entity
from annotator.model.ids import new_uid
from annotator.model.label import Label
from annotator.project import Project, spreading, sweeping
from annotator.project.queries import SWEEP_PREFIX
from annotator.project.room import free_places
from annotator.project.spreading import Place
from annotator.transfer.edges import moved, with_edges
from annotator.transfer.knowing import known_entity, label_of
from annotator.transfer.proposals import Proposals
from annotator.transfer.spreading import places_elsewhere, title_of

_FOLLOWED = ("annotation", "entity", "label", "not_entity", "article")
_STORED_ALIASES = ("alias", "acronym")
Result = TypeVar("Result")


class Sweep(Proposals):
    """The decisions left in one article, the one shown now, and what may be done with it."""

    def __init__(
        self, project: Project, article: str, *, needs_review: bool = False, around: Surroundings | None = None
    ) -> None:
        """Begin; `around` is the text cut into words beforehand, which takes long for long articles."""
        super().__init__(project, article, around=around)
        self._status = "draft" if needs_review else "accepted"
        self._is_committing = False

    def refresh(self) -> None:
        """Find the decisions anew, and stay at the place where the sweep is."""
        here = self.current.head.span.start if self.current else 0
        self._read()
        self.seek(here)

    def apply(self, change_set: ChangeSet) -> None:
        """Follow a change that was not made here, such as an undo."""
        if not self._is_committing and any(change.kind in _FOLLOWED for change in change_set.changes):
            self.refresh()

    def _commit(self, verb: Callable[[], Result]) -> Result:
        self._is_committing = True
        try:
            return verb()
        finally:
            self._is_committing = False

    def next(self) -> None:
        """Go to the next decision without making this one; after the last comes the first."""
        self._queue.step(1)

    def back(self) -> None:
        """Go to the decision before."""
        self._queue.step(-1)

    def seek(self, offset: int) -> None:
        """Go to the decision that has a place at the offset, else to the first after it, else to the first."""
        self._queue.seek(offset)

    def move_edge(self, side: str, step: int, *, is_exact: bool = False) -> None:
        """Move the `start` or `end` of what is shown by a word (or a character) right (1) or left (-1)."""
        if self.current is None:
            return
        taken = self.project.mention_places(self.version)
        span = moved(self.version.text, self.current.head.span, side, step=step, is_exact=is_exact)
        if span is not None and not any(span.overlaps(one) for one in taken):
            before = self.current
            shown = with_edges(self.version.text, before.head, span, names=self._known(), taken=taken)
            self._queue.show_instead(shown)
            spans = [one.span for one in shown.candidates]
            rest = [one for one in before.others if not any(one.span.overlaps(two) for two in spans)]
            left = set(self._queue.spans())
            rest = [one for one in rest if one.span not in left]
            if rest:
                self._queue.insert(Decision(rest[0], tuple(rest[1:])))

    def accept(self, *, only: bool = False, scope: str = "article") -> list[Annotation]:
        """Tag what is shown as proposed, and its equal forms in the `article` or `project`, or `only` this place."""
        decision, label = self.current, self.label
        if decision is None or label is None:
            return []
        if decision.head.is_ambiguous:
            return self._tag(Decision(decision.head), label, entity=None)
        shown = Decision(decision.head) if only else decision
        return self._tag(shown, label, entity=self._entity(shown), scope=scope)

    def relabel(self, label: str, *, only: bool = False, scope: str = "article") -> list[Annotation]:
        """Tag what is shown with another label (by uid), and its equal forms that were proposed with the same one."""
        decision, chosen = self.current, self.labels[label]
        if decision is None:
            return []
        if self.label is chosen or (self.label is not None and self.label.uid == label):
            return self.accept(only=only, scope=scope)
        if decision.head.is_ambiguous:
            return self._tag(Decision(decision.head), chosen, entity=None)
        same, _ = decision.with_label_of_head()
        name = same.head.name if same.head.label == same.head.entity_label else same.head.form
        linked = link(name, chosen.key, self._known())
        rule = linked.rule if linked.entity else "new"
        renamed = [
            replace(one, label=chosen.key, entity_label=chosen.key, entity=linked.entity, name=name, link_rule=rule)
            for one in (same.candidates[:1] if only else same.candidates)
        ]
        shown = Decision(renamed[0], tuple(renamed[1:]))
        return self._tag(shown, chosen, entity=self._entity(shown), scope=scope, proposed=decision.head.label)

    def choose(self, option: int, *, everywhere: bool = False) -> list[Annotation]:
        """Tag an ambiguous place as one of its options; its other places stay open, unless `everywhere`."""
        decision = self.current
        if decision is None or not 0 <= option < len(decision.head.options):
            return []
        chosen = decision.head.options[option]
        label = label_of(self.labels, chosen.label)
        if label is None:
            return []
        head = replace(
            decision.head,
            entity=chosen.entity,
            name=chosen.name,
            label=chosen.label,
            entity_label=chosen.label,
            link_rule="chosen",
        )
        same = [one.head for one in self._queue.decisions if everywhere and one.head.options == decision.head.options]
        alike = [one for one in same if one.form == head.form and one.span != head.span]
        shown = Decision(head, tuple(replace(head, span=one.span) for one in alike))
        made = self._tag(shown, label, entity=self._entity(shown), proposed=decision.head.label)
        taken = {one.span for one in alike}
        self._queue.drop(lambda one: one.head.span in taken)
        return made

    def reject(self) -> None:
        """Say that the form shown is no entity; it is not proposed in this article again."""
        if self.current is None:
            return
        head, here = self.current.head, self.current
        self._commit(lambda: sweeping.reject(self.project, self.version, head.span, form=head.form, rule=head.rule))
        self.decided += 1
        self._learned = self._learned.plus(head.rule, head.form, proposed=head.label, given=None)
        same = [one for two in self._queue.decisions for one in two.candidates if one.form == head.form]
        self._queue.remove(here, [one for one in here.candidates if one.form != head.form])
        self._queue.drop(lambda one: one.head.form == head.form)
        for one in inner_candidates(self._around, same, self._known()):
            self._queue.add(one)
        self._quieten()

    def confirm(self, annotations: Sequence[Annotation]) -> None:
        """Accept spread tags."""
        self._commit(lambda: sweeping.confirm(self.project, annotations))

    def confirm_all(self) -> int:
        """Accept every spread tag of the article as one step; return how many there were."""
        return self._commit(lambda: sweeping.confirm_all(self.project, self.version.article))

    def accept_known(self) -> list[Annotation]:
        """Tag every place that links to one known entity, as one step; they wait for confirmation."""
        known = [one for one in self._queue.decisions if one.head.entity and not one.head.is_ambiguous]
        places = []
        for one in known:
            for place in one.candidates:
                label = label_of(self.labels, place.label)
                if label is not None and place.entity:
                    places.append(Place(self.version, place.span, label.uid, place.entity, place.link_rule))
        title = f"Tag {len(places)} known names"
        made = self._commit(lambda: spreading.spread(self.project, places, title=title))
        self._queue.drop(lambda one: one in known)
        self.decided += len(known)
        return made

    def elsewhere(self) -> list[Place]:
        """Return the free places of other articles that accepting in the whole project would tag."""
        decision, label = self.current, self.label
        if decision is None or label is None or decision.head.is_ambiguous:
            return []
        entity = self._entity(decision)
        new = [entity] if isinstance(entity, Entity) else []
        names = self._known().adding(known_entity(one, self.labels) for one in new)
        uid = new[0].uid if new else decision.head.entity
        found = places_elsewhere(self.project, names, uid, but=self.version.article) if uid else []
        return free_places(self.project, found)

    # what the verbs stand on

    def _entity(self, decision: Decision) -> Entity | str | None:
        """Return the uid of the known entity, or the new one that the decision makes."""
        head = decision.head
        if head.entity:
            return head.entity
        label = label_of(self.labels, head.entity_label or head.label)
        if label is None or not head.name:
            return None
        return Entity(new_uid("entity"), label.uid, head.name, aliases=tuple(self._aliases(decision)))

    def _aliases(self, decision: Decision) -> list[str]:
        """Return the forms to be stored as further names: those that do not follow from the name by rule."""
        head = decision.head
        names = KnownNames([KnownEntity("", head.entity_label or head.label, head.name)])
        return [
            form
            for form in dict.fromkeys(one.form for one in decision.candidates if one.link_rule in _STORED_ALIASES)
            if not names.bearers(form)
        ]

    def _tag(
        self,
        decision: Decision,
        label: Label,
        *,
        entity: Entity | str | None,
        scope: str = "article",
        proposed: str = "",
    ) -> list[Annotation]:
        """Write one decision; the places of the shown one that it leaves out stay as a decision of their own."""
        shown, head = self.current, decision.head
        assert shown is not None
        uid = entity.uid if isinstance(entity, Entity) else entity
        places = [self._place(one, label, uid, head) for one in decision.candidates]
        reference = f"{SWEEP_PREFIX}{shown.head.rule}:{proposed or head.label}"
        places[0] = replace(places[0], status=self._status, origin="manual", origin_ref=reference)
        new = [entity] if isinstance(entity, Entity) else []
        if scope == "project" and uid:
            names = self._known().adding(known_entity(one, self.labels) for one in new)
            places += places_elsewhere(self.project, names, uid, but=self.version.article)
        elsewhere = dict.fromkeys(one.version.article for one in places[len(decision.candidates) :])
        aliases = {uid: self._aliases(decision)} if isinstance(entity, str) and uid else {}
        title = title_of(head.name or head.form, len(places) - 1, list(elsewhere))
        made = self._commit(lambda: spreading.spread(self.project, places, title=title, new=new, aliases=aliases))
        taken = {one.span for one in decision.candidates}
        self._queue.remove(shown, [one for one in shown.candidates if one.span not in taken])
        self._learn(shown, label.key, proposed or head.label)
        if isinstance(entity, Entity):
            self._fresh.append(entity)
            self._adopt(entity)
        self._quieten()
        return made

    def _place(self, one: Candidate, label: Label, entity: str | None, head: Candidate) -> Place:
        own = label if one.label == head.label else label_of(self.labels, one.label) or label
        return Place(self.version, one.span, own.uid, entity, one.link_rule)

    def _learn(self, shown: Decision, given: str, proposed: str) -> None:
        """Count a decision; a label that stands in for the proposed one counts as the proposed one."""
        self.decided += 1
        before, known = self._learned, label_of(self.labels, proposed)
        given = proposed if known is not None and known.key == given else given
        self._learned = before.plus(shown.head.rule, shown.head.form, proposed=proposed, given=given)
        if (self._learned.labels, self._learned.heads) != (before.labels, before.heads):
            self._queue.change(lambda one: corrected(one, self._learned))

    def _adopt(self, entity: Entity) -> None:
        """Link what is left of the same name to the entity that was made."""
        key = self.labels[entity.label].key
        self._queue.change(lambda one: _adopting(one, entity, key))

    def _quieten(self) -> None:
        """Leave out what rules propose that have been wrong too often by now."""
        self._queue.drop(lambda one: not one.head.entity and self._learned.is_quiet(one.head.rule))


def _adopting(one: Candidate, entity: Entity, label: str) -> Candidate:
    """Return a place with the entity that was made for its name, among its options too."""
    options = tuple(
        replace(two, entity=entity.uid) if (two.name, two.label, two.entity) == (entity.name, label, "") else two
        for two in one.options
    )
    if options != one.options:
        return replace(one, options=options)
    is_same = (one.name, one.entity_label, one.entity) == (entity.name, label, "")
    return replace(one, entity=entity.uid) if is_same else one
