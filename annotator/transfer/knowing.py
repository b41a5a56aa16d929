"""What the sweep knows of a project: its entities as names, and what earlier decisions taught."""

from collections import Counter

from annotator.assist.labels import head_of
from annotator.assist.learning import Learned, RuleStats
from annotator.assist.linking import KnownEntity, KnownNames
from annotator.model.entity import Entity
from annotator.model.fold import key_of
from annotator.model.label import Label, LabelSet
from annotator.project import ProjectReader

_NEXT_BEST = {
    "GPE": ("LOC", "PLACE"),
    "LOC": ("GPE", "PLACE"),
    "NORP": ("GROUP", "ORG"),
    "FAC": ("LOC", "ORG"),
    "LAW": ("WORK_OF_ART",),
    "PRODUCT": ("WEAPON", "VEHICLE"),
    "MONEY": ("QUANTITY",),
    "PERCENT": ("QUANTITY",),
    "PERSON": ("PER",),
}
_LAST = ("OTHER", "MISC")


def label_of(labels: LabelSet, key: str) -> Label | None:
    """Return the project's label for a proposed key, the next best one, or None where the set has nothing like it."""
    for one in (key, *_NEXT_BEST.get(key, ()), *_LAST):
        found = labels.by_key(one)
        if found is not None and not found.archived_at:
            return found
    return None


def known_names(reader: ProjectReader) -> KnownNames:
    """Return the names of the project's entities."""
    labels = reader.labels()
    return KnownNames(known_entity(one, labels) for one in reader.entities())


def known_entity(entity: Entity, labels: LabelSet) -> KnownEntity:
    """Return an entity as far as linking goes."""
    label = labels.get(entity.label)
    return KnownEntity(entity.uid, label.key if label else "", entity.name, entity.aliases)


def learned(reader: ProjectReader) -> Learned:
    """Return what the decisions in this project taught: rates of rules, corrected labels, rejected forms."""
    rules: dict[str, RuleStats] = {}
    labels: dict[str, str] = {}
    heads: dict[str, str] = {}
    for one in reader.rule_counts():
        is_right = one.proposed == one.given
        before = rules.get(one.rule, RuleStats())
        rules[one.rule] = before.plus(accepted=one.count * is_right, corrected=one.count * (not is_right))
        for form in one.corrected:
            labels[key_of(form)] = one.given
            if " " in form:
                heads[head_of(form)] = one.given
    rejected: Counter[str] = Counter()
    for form, rule, count in reader.rejected_forms():
        rejected[form] += count
        rules[rule] = rules.get(rule, RuleStats()).plus(rejected=count)
    return Learned(rules, labels, heads, rejected)
